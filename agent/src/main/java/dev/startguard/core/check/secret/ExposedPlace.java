package dev.startguard.core.check.secret;

import dev.startguard.core.check.SecretText;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Redacted;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text that others see, and the question whether a secret stands in it. A short or simple secret
 * stands in many texts by chance ({@code postgres} in a path), so it counts only where its name
 * says what it is.
 */
final class ExposedPlace implements Redacted.Parser<Boolean> {
  /** From this length on a secret stands nowhere by chance, in bytes. */
  private static final int LONG = 16;

  /**
   * From this length on one of several kinds of characters counts when nothing adjoins it, in
   * bytes.
   */
  private static final int MIXED = 8;

  /** Shorter ones are not looked for, in bytes. */
  private static final int LEAST = 4;

  private final String place;
  private final String label;
  private final String text;
  private final byte[] bytes;
  private final int valueFrom;

  /**
   * @param place {@code on the command line}
   * @param label the name that stands before the value; empty when there is none
   * @param text what others see
   * @param valueFrom where in the text the value begins, in characters
   */
  ExposedPlace(String place, String label, String text, int valueFrom) {
    this.place = place;
    this.label = label;
    this.text = text;
    bytes = text.getBytes(StandardCharsets.UTF_8);
    this.valueFrom =
        valueFrom == 0
            ? 0
            : bytes.length - text.substring(valueFrom).getBytes(StandardCharsets.UTF_8).length;
  }

  /** An argument: {@code -Dname=value}, {@code --name=value}, or the value after {@code --name}. */
  static ExposedPlace argument(String argument, String before) {
    String place = "on the command line";
    int equals = argument.startsWith("-") ? argument.indexOf('=') : -1;
    if (equals > 0) {
      return new ExposedPlace(place, argument.substring(0, equals), argument, equals + 1);
    }
    return new ExposedPlace(
        place, before.startsWith("-") && before.indexOf('=') < 0 ? before : "", argument, 0);
  }

  /** {@code on the command line (-Ddb.password)}. */
  String name(Disclosure disclosure) {
    boolean tells = valueFrom > 0 || Disclosure.secretName(label) || place.endsWith("property");
    return !tells || label.isEmpty() ? place : place + " (" + disclosure.name(label).text() + ")";
  }

  String text() {
    return text;
  }

  @Override
  public Boolean parse(byte[] secret) {
    int from = SecretText.start(secret);
    int to = SecretText.end(secret, from);
    int length = to - from;
    if (length < LEAST || length > bytes.length) {
      return false;
    }
    if (length < MIXED || (length < LONG && !mixed(secret, from, to)) || name(secret, from, to)) {
      return length == bytes.length - valueFrom
          && at(secret, from, to, valueFrom)
          && Disclosure.secretName(label);
    }
    for (int at = 0; at + length <= bytes.length; at++) {
      if (bytes[at] == secret[from]
          && at(secret, from, to, at)
          && (length >= LONG || alone(at, at + length))) {
        return true;
      }
    }
    return false;
  }

  private boolean at(byte[] secret, int from, int to, int at) {
    return Arrays.equals(bytes, at, at + to - from, secret, from, to);
  }

  private boolean alone(int from, int to) {
    return (from == 0 || !wordPart(bytes[from - 1]))
        && (to == bytes.length || !wordPart(bytes[to]));
  }

  /** Whether it is words with signs between them, as a service's or a user's name is. */
  private static boolean name(byte[] secret, int from, int to) {
    boolean signs = false;
    boolean small = false;
    boolean capital = false;
    for (int i = from; i < to; i++) {
      small |= secret[i] >= 'a' && secret[i] <= 'z';
      capital |= secret[i] >= 'A' && secret[i] <= 'Z';
      boolean sign = secret[i] == '-' || secret[i] == '_' || secret[i] == '.';
      signs |= sign;
      if (!sign && !Character.isLetter(secret[i])) {
        return false;
      }
    }
    return signs && small != capital;
  }

  /** Whether it has more than one of letters, digits and other characters. */
  private static boolean mixed(byte[] secret, int from, int to) {
    boolean letter = false;
    boolean digit = false;
    boolean other = false;
    for (int i = from; i < to; i++) {
      if (secret[i] >= '0' && secret[i] <= '9') {
        digit = true;
      } else if (wordPart(secret[i])) {
        letter = true;
      } else {
        other = true;
      }
    }
    return letter ? digit || other : digit && other;
  }

  private static boolean wordPart(byte b) {
    return b < 0 || Character.isLetterOrDigit(b);
  }
}
