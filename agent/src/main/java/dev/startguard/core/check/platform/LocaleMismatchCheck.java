package dev.startguard.core.check.platform;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's default locale, or the one for formats or for messages, is not the one that {@code
 * platform} names.
 */
public final class LocaleMismatchCheck implements Check {
  private static final String SUBJECT = "locale";

  @Override
  public String id() {
    return "locale-mismatch";
  }

  @Override
  public void run(Validation validation) {
    String expected = Platform.of(validation).text(SUBJECT);
    if (expected == null || Platform.skipped(validation, SUBJECT)) {
      return;
    }
    HostFacts host = validation.host();
    Locale locale = host.locale();
    String usual =
        tag(locale.getLanguage(), locale.getScript(), locale.getCountry(), locale.getVariant());
    String formats = category(host, ".format", locale);
    String messages = category(host, ".display", locale);
    if (!same(expected, usual)) {
      report(validation, expected, usual, "is " + usual, "The JVM's default locale");
    } else if (formats != null && !same(expected, formats)) {
      report(
          validation,
          expected,
          formats,
          "is " + formats + " for formats",
          "The JVM's locale for formats");
    } else if (messages != null && !same(expected, messages)) {
      report(
          validation,
          expected,
          messages,
          "is " + messages + " for messages",
          "The JVM's locale for messages");
    } else {
      validation.passed();
    }
  }

  /**
   * The locale of a category, from the properties that the JVM will make it of when it is first
   * asked for; null when it has none of its own.
   */
  private static @Nullable String category(HostFacts host, String suffix, Locale usual) {
    String language = host.property("user.language" + suffix);
    String script = host.property("user.script" + suffix);
    String country = host.property("user.country" + suffix);
    String variant = host.property("user.variant" + suffix);
    if (language == null && script == null && country == null && variant == null) {
      return null;
    }
    return tag(
        language == null ? usual.getLanguage() : language,
        script == null ? usual.getScript() : script,
        country == null ? usual.getCountry() : country,
        variant == null ? usual.getVariant() : variant);
  }

  private static String tag(String language, String script, String country, String variant) {
    return (language.isEmpty() ? "und" : language)
        + (script.isEmpty() ? "" : "-" + script)
        + (country.isEmpty() ? "" : "-" + country)
        + (variant.isEmpty() ? "" : "-" + variant.replace('_', '-'));
  }

  /** Whether both tags mean one locale; Java's {@code en_US} is taken for {@code en-US}. */
  private static boolean same(String expected, String actual) {
    String tag = expected.replace('_', '-');
    return tag.equalsIgnoreCase(actual)
        || Locale.forLanguageTag(tag).equals(Locale.forLanguageTag(actual));
  }

  private void report(
      Validation validation, String expected, String actual, String gist, String subject) {
    FindingBuilder finding =
        Platform.finding(validation, id(), Severity.ERROR, SUBJECT, SUBJECT)
            .gist(gist + ", not " + expected)
            .message(subject + " is " + actual + ", not " + expected)
            .note("found", actual);
    addOrigin(validation, finding);
    Locale wanted = Locale.forLanguageTag(expected.replace('_', '-'));
    StringBuilder options = new StringBuilder("-Duser.language=").append(wanted.getLanguage());
    if (!wanted.getScript().isEmpty()) {
      options.append(" -Duser.script=").append(wanted.getScript());
    }
    if (!wanted.getCountry().isEmpty()) {
      options.append(" -Duser.country=").append(wanted.getCountry());
    }
    if (!wanted.getVariant().isEmpty()) {
      options.append(" -Duser.variant=").append(wanted.getVariant());
    }
    validation.report(finding.fix("start the JVM with " + options).build());
  }

  /** Names the variable that the C library would take the locale from: the first that is set. */
  private static void addOrigin(Validation validation, FindingBuilder finding) {
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = validation.host().env().get(name);
      if (value != null && !value.isEmpty()) {
        finding.note(name, validation.show(name, value).text());
        return;
      }
    }
  }
}
