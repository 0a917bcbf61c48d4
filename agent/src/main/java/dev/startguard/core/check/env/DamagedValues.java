package dev.startguard.core.check.env;

import dev.startguard.core.check.DeclaredNames;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Variable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the bytes of variables with what the JVM made of them. Loaded when a variable is not
 * plain ASCII.
 *
 * <p>JDK 17 decodes the environment in its default charset, which {@code -Dfile.encoding} changes;
 * from JDK 18 on (JEP 400) it is the locale's, {@code sun.jnu.encoding}, whatever {@code
 * -Dfile.encoding} says.
 */
final class DamagedValues {
  private static final String[] LOCALE = {"LC_ALL", "LC_CTYPE", "LANG"};

  private final Validation validation;
  private final String id;
  private final Set<String> declared;
  private final Set<String> seen = new HashSet<>();
  private final boolean byDefaultCharset;
  private final String charset;

  DamagedValues(Validation validation, String id) {
    this.validation = validation;
    this.id = id;
    declared = DeclaredNames.of(validation.manifest());
    byDefaultCharset = "17".equals(validation.host().property("java.specification.version"));
    String locales = validation.host().property("sun.jnu.encoding");
    charset = byDefaultCharset || locales == null ? validation.host().defaultCharset() : locales;
  }

  void look(String name, byte[] bytes) {
    String text = validation.host().env().get(name);
    if (!declared.contains(name) || text == null || !seen.add(name)) {
      return; // of two equal names the JVM takes the first
    }
    String meant = utf8(bytes);
    boolean damaged =
        meant == null ? text.indexOf('\ufffd') >= 0 : !meant.equals(text) && decodedBy(bytes, text);
    if (!damaged) {
      validation.passed();
      return;
    }
    Variable variable = validation.values().variable(name);
    FindingBuilder finding = NamedFinding.of(validation, id, Severity.ERROR, name);
    if (meant == null) {
      finding
          .gist("damaged: its bytes are not " + charset)
          .message(
              name
                  + " holds bytes that are not "
                  + charset
                  + ": characters were lost on the way in")
          .fix("set " + name + " in " + charset);
    } else {
      finding
          .gist("damaged: UTF-8 read as " + charset)
          .message(name + " is set in UTF-8, and this JVM read it as " + charset)
          .cause(cause());
      fix(finding);
    }
    if (variable != null) {
      finding.found(validation.show(name, text));
      validation.values().damaged(variable);
    }
    validation.report(finding.build());
  }

  private String cause() {
    if (byDefaultCharset) {
      return "JDK 17 reads variables in its default charset, " + charset + locale();
    }
    return "from JDK 18 on variables are read in the locale's charset, "
        + charset
        + locale()
        + "; -Dfile.encoding does not change that";
  }

  /** The variable that chose the locale, as setlocale(3) looks for it. */
  private @Nullable String chosenBy() {
    for (String name : LOCALE) {
      String value = validation.host().env().get(name);
      if (value != null && !value.isEmpty()) {
        return name;
      }
    }
    return null;
  }

  private String locale() {
    String name = chosenBy();
    if (name == null) {
      return " (no locale is set: LC_ALL, LC_CTYPE, LANG)";
    }
    String value = String.valueOf(validation.host().env().get(name));
    String lower = value.toLowerCase(Locale.ROOT);
    boolean utf8 = lower.endsWith("utf-8") || lower.endsWith("utf8");
    String said = " (" + name + " is " + validation.show(name, value).text();
    return utf8 && !localeIsUtf8()
        ? said + " and asks for UTF-8, but this machine does not have that locale)"
        : said + ")";
  }

  private boolean localeIsUtf8() {
    return "UTF-8".equals(validation.host().property("sun.jnu.encoding"));
  }

  private void fix(FindingBuilder finding) {
    String name = chosenBy();
    if (byDefaultCharset && localeIsUtf8()) {
      finding.fix("start with LANG=C.UTF-8 and without -Dfile.encoding");
    } else if (name == null || name.equals("LANG")) {
      finding.fix("start with LANG=C.UTF-8");
    } else {
      finding.fix("start with LANG=C.UTF-8 and without " + name + ", which overrides it");
    }
  }

  /**
   * Whether the text is what the JVM made of these bytes: a host program may have set it anew
   * since.
   */
  private boolean decodedBy(byte[] bytes, String text) {
    return new String(bytes, Charset.forName(charset)).equals(text);
  }

  /** The text when the bytes are UTF-8; null when they are not. */
  private static @Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
