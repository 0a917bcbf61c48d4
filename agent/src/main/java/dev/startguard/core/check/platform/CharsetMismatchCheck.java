package dev.startguard.core.check.platform;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.NamedEntry;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/** The JVM's default or native character set is not the one that {@code platform.charset} names. */
public final class CharsetMismatchCheck implements Check {
  @Override
  public String id() {
    return "charset-mismatch";
  }

  @Override
  public void run(Validation validation) {
    Fields charset = Platform.of(validation).fields("charset");
    if (charset == null || Platform.skipped(validation, "charset")) {
      return;
    }
    HostFacts host = validation.host();
    String expected = charset.text("default");
    if (expected != null) {
      check(
          validation,
          charset,
          "default",
          expected,
          host.defaultCharset(),
          "the encoding of text that is read and written without naming one",
          "start the JVM with -Dfile.encoding=" + expected);
    }
    expected = charset.text("native");
    if (expected != null) {
      check(
          validation,
          charset,
          "native",
          expected,
          nativeCharset(host),
          "the encoding of file names, arguments and variables",
          "set LC_ALL to a locale of that encoding"
              + (same(expected, "UTF-8") ? ", such as C.UTF-8" : ""));
    }
  }

  /**
   * What the JVM decodes names with; {@code native.encoding} is what the platform told it, if that
   * is all there is.
   */
  private static String nativeCharset(HostFacts host) {
    String name = host.property("sun.jnu.encoding");
    if (name == null) {
      name = host.property("native.encoding");
    }
    return name == null ? host.defaultCharset() : name;
  }

  private void check(
      Validation validation,
      Fields charset,
      String field,
      String expected,
      String actual,
      String meaning,
      String fix) {
    if (same(expected, actual)) {
      validation.passed();
      return;
    }
    String subject = "charset." + field;
    NamedEntry entry = Platform.entry(validation, subject, "charset");
    validation.report(
        validation
            .finding(id(), Severity.ERROR, entry)
            .gist("is " + actual + ", not " + expected)
            .message("The JVM's " + field + " character set is " + actual + ", not " + expected)
            .at(charset.place(field), meaning)
            .note("found", actual)
            .fix(fix)
            .build());
  }

  /** Whether both names are of one character set: {@code utf8} is {@code UTF-8}. */
  private static boolean same(String expected, String actual) {
    if (expected.equalsIgnoreCase(actual)) {
      return true;
    }
    try {
      return Charset.forName(expected).equals(Charset.forName(actual));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return false;
    }
  }
}
