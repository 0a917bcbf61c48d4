package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * {@code jdbc:}, a driver's name, a colon and what the driver makes of the rest; without white
 * space or control characters. Which drivers there are is not asked.
 */
final class JdbcUrlType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    int colon = text.indexOf(':', 5);
    if (!text.startsWith("jdbc:")
        || colon < 0
        || colon == text.length() - 1
        || !driver(text, colon)
        || !solid(text)) {
      return wrong(text, colon);
    }
    return password(Ascii.lower(text), colon)
        ? Judgement.fits(text)
            .withHint(
                "has a password in it, and URLs end up in logs", "move it into a secret of its own")
        : Judgement.fits(text);
  }

  private static boolean driver(String text, int end) {
    for (int i = 5; i < end; i++) {
      char c = text.charAt(i);
      if (!Ascii.letterOrDigit(c) && "+-._".indexOf(c) < 0) {
        return false;
      }
    }
    return end > 5;
  }

  private static boolean solid(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' '
          || c == 0x7F
          || (c > 0x7F && (Character.isSpaceChar(c) || Character.isISOControl(c)))) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@code password=}, {@code pwd=}, {@code //user:word@host}, Oracle's {@code
   * thin:user/word@host}.
   */
  private static boolean password(String lower, int colon) {
    int at = lower.indexOf('@', colon);
    int start = lower.indexOf("//", colon);
    boolean userInfo =
        at > 0
            && ((start > 0 && start < at)
                ? lower.substring(start, at).indexOf(':') > 0
                : lower.substring(colon, at).indexOf('/') > 0);
    return userInfo || value(lower, "password=") || value(lower, "pwd=");
  }

  private static boolean value(String lower, String name) {
    int end = lower.indexOf(name) + name.length();
    return end > name.length() && end < lower.length() && ";&".indexOf(lower.charAt(end)) < 0;
  }

  private static Judgement wrong(String text, int colon) {
    String hint = null;
    String fix = null;
    if (text.regionMatches(true, 0, "jdbc:", 0, 5) && !text.startsWith("jdbc:")) {
      hint = "jdbc: is written in lower case";
    } else if (!text.startsWith("jdbc:")) {
      hint = "does not begin with jdbc:";
      fix = "write it as jdbc:postgresql://host:5432/name";
    } else if (!solid(text)) {
      hint = "has white space in it";
    } else if (!driver(text, colon < 0 ? text.length() : colon)) {
      hint = "has no driver's name after jdbc:";
    } else {
      hint = "has nothing after jdbc: and the driver's name";
    }
    return Causes.wrongType("not a JDBC URL", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "a JDBC URL: jdbc:postgresql://host:5432/name";
  }
}
