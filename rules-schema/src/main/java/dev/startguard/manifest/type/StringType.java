package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Text: {@code minLength} and {@code maxLength} in characters (code points), a {@code pattern} that
 * all of it must match, a {@code prefix}, a {@code charset} that can hold it. With {@code
 * allowEmpty}, nothing at all fits too, whatever the other constraints say.
 */
final class StringType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    if (text.isEmpty()) {
      return entry.flag("allowEmpty", false)
          ? Judgement.fits("")
          : Judgement.breaks("allowEmpty", "empty").withHint("allowEmpty is not set");
    }
    Judgement fault = fault(text, entry);
    return fault != null ? fault : Judgement.fits(text);
  }

  private static @Nullable Judgement fault(String text, Fields entry) {
    if (entry.has("minLength") || entry.has("maxLength")) {
      int length = text.codePointCount(0, text.length());
      long min = entry.whole("minLength", 0);
      if (length < min) {
        return Causes.breaks("minLength", "shorter than " + characters(min), text);
      }
      long max = entry.whole("maxLength", Long.MAX_VALUE);
      if (length > max) {
        return Causes.breaks("maxLength", "longer than " + characters(max), text);
      }
    }
    String prefix = entry.text("prefix");
    if (prefix != null && !text.startsWith(prefix)) {
      boolean other = text.regionMatches(true, 0, prefix, 0, prefix.length());
      String hint = other ? "its prefix differs in case" : null;
      return Causes.breaks("prefix", "does not start with " + prefix, text, hint, null);
    }
    String charset = entry.text("charset");
    if (charset != null && !holds(charset, text)) {
      return Causes.breaks("charset", "has a character that " + charset + " does not have", text);
    }
    String pattern = entry.text("pattern");
    return pattern == null ? null : mismatch(pattern, text);
  }

  private static @Nullable Judgement mismatch(String expression, String text) {
    UserPattern pattern = UserPattern.of(expression);
    if (pattern == null) {
      return Judgement.breaks("pattern", "has no valid pattern to match");
    }
    UserPattern.Outcome outcome = pattern.match(text);
    if (outcome == UserPattern.Outcome.MATCHES) {
      return null;
    }
    return outcome == UserPattern.Outcome.DIFFERS
        ? Causes.breaks("pattern", "does not match its pattern", text, partly(expression), null)
        : undecided(outcome);
  }

  private static Judgement undecided(UserPattern.Outcome outcome) {
    if (outcome == UserPattern.Outcome.CROWDED_OUT) {
      return Judgement.undecided(
              "pattern", "could not be matched: other patterns spent the time that all share")
          .withHint(
              "the slow matches of all patterns may take "
                  + SharedTime.MOST_MILLIS / 1_000
                  + " seconds together",
              "correct the patterns that ran out of their time budget first");
    }
    if (outcome == UserPattern.Outcome.OVER_STACK) {
      return Judgement.undecided("pattern", "could not be matched: the pattern ran out of stack")
          .withHint(
              "each turn of a repeated group takes some",
              "repeat a character class in place of a group, or limit maxLength");
    }
    return Judgement.undecided(
            "pattern", "could not be matched: the pattern ran out of its time budget")
        .withHint(
            "a match may take "
                + UserPattern.BUDGET_MILLIS
                + " ms; this pattern backtracks without end",
            "write the pattern without nested or adjoining repetitions, or limit maxLength");
  }

  private static @Nullable String partly(String expression) {
    boolean starts = expression.startsWith("^");
    return starts == expression.endsWith("$") ? null : "a pattern must match the whole value";
  }

  private static boolean holds(String charset, String text) {
    int bound = charset.equals("US-ASCII") ? 0x7F : charset.equals("ISO-8859-1") ? 0xFF : -1;
    if (bound < 0) {
      return known(charset) && Charset.forName(charset).newEncoder().canEncode(text);
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > bound) {
        return false;
      }
    }
    return true;
  }

  private static boolean known(String charset) {
    try {
      return Charset.isSupported(charset) && Charset.forName(charset).canEncode();
    } catch (IllegalArgumentException illegalName) {
      return false;
    }
  }

  private static String characters(long count) {
    return count == 1 ? "1 character" : count + " characters";
  }

  @Override
  public String expectation(Fields entry) {
    StringBuilder out = new StringBuilder("text");
    if (entry.has("minLength")) {
      out.append(" of at least ").append(characters(entry.whole("minLength", 0)));
    }
    if (entry.has("maxLength")) {
      out.append(entry.has("minLength") ? " and at most " : " of at most ");
      out.append(characters(entry.whole("maxLength", 0)));
    }
    if (entry.has("prefix")) {
      out.append(" that starts with ").append(entry.text("prefix"));
    }
    if (entry.has("pattern")) {
      out.append(entry.has("prefix") ? " and" : " that")
          .append(" matches ")
          .append(entry.text("pattern"));
    }
    return entry.has("charset")
        ? out.append(" in ").append(entry.text("charset")).toString()
        : out.toString();
  }

  @Override
  public @Nullable Judgement contradiction(Fields entry) {
    long max = entry.whole("maxLength", Long.MAX_VALUE);
    if (entry.whole("minLength", 0) > max) {
      return Judgement.breaks("minLength", "over maxLength, which is " + max);
    }
    String prefix = entry.text("prefix");
    if (prefix != null && prefix.codePointCount(0, prefix.length()) > max) {
      return Judgement.breaks("prefix", "longer than maxLength, which is " + max);
    }
    String charset = entry.text("charset");
    if (charset != null && !known(charset)) {
      return Judgement.breaks("charset", "not a character set that this JVM can write");
    }
    String pattern = entry.text("pattern");
    if (pattern != null && UserPattern.of(pattern) == null) {
      return Judgement.breaks("pattern", "not a regular expression: " + UserPattern.fault(pattern));
    }
    return null;
  }
}
