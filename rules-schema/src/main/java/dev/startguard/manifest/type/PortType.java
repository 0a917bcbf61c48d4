package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A TCP or UDP port that a program can be told: 1 to 65535, narrowed by {@code min} and {@code
 * max}.
 */
final class PortType implements ValueType {
  private static final int LAST = 65_535;

  @Override
  public Judgement judge(String text, Fields entry) {
    int port = port(text, 0, text.length());
    if (port < 0) {
      return wrong(text);
    }
    boolean below = port < entry.whole("min", 1);
    boolean above = port > entry.whole("max", LAST);
    Judgement fault = below || above ? Bounds.fault(below, above, entry, text) : null;
    return fault != null ? fault : Judgement.fits(Integer.toString(port));
  }

  /** The port that the stretch of text names in ASCII digits; -1 when it names none. */
  static int port(String text, int start, int end) {
    int port = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!Ascii.digit(c)) {
        return -1;
      }
      port = Math.min(port * 10 + (c - '0'), LAST + 1);
    }
    return port < 1 || port > LAST ? -1 : port;
  }

  private static Judgement wrong(String text) {
    boolean number = !text.isEmpty() && Ascii.digits(text, 0) == text.length();
    String hint = null;
    String fix = null;
    if (!number && text.lastIndexOf(':') >= 0) {
      hint = "has a host or a scheme beside the port";
      fix = "give the number alone";
    } else if (IntegerType.separated(text, 0)) {
      hint = "has thousands separators";
      fix = "give the number alone";
    }
    return Causes.wrongType(number ? "not a port from 1 to 65535" : "not a port", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "a whole number from " + entry.whole("min", 1) + " to " + entry.whole("max", LAST);
  }

  @Override
  public @Nullable Judgement contradiction(Fields entry) {
    return Bounds.contradiction(entry.whole("min", 1) > entry.whole("max", LAST), entry);
  }
}
