package dev.startguard.manifest;

import dev.startguard.manifest.Shape.Kind;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a scalar fits a shape. Exactly what the patterns of {@code startguard.schema.json}
 * accept.
 */
final class Scalars {
  private static final String[] BOOLEANS = {"True", "TRUE", "False", "FALSE"};

  private Scalars() {}

  /** Whether the scalar fits; null fits nothing. */
  static boolean fit(Shape shape, ScalarNode scalar) {
    if (scalar.isNull()) {
      return false;
    }
    Kind kind = shape.kind();
    if (kind == Kind.WHOLE || kind == Kind.NUMBER) {
      return inRange(shape, scalar, kind == Kind.WHOLE);
    }
    return fits(shape, scalar.text());
  }

  /**
   * Whether a text fits that is read as text whatever it looks like: a name, or anything but a
   * number or boolean.
   */
  static boolean fits(Shape shape, String text) {
    Kind kind = shape.kind();
    if (kind == Kind.CHOICE || kind == Kind.TYPE) {
      return among(shape.words(), text);
    }
    if (kind == Kind.BOOLEAN) {
      return text.equals("true") || text.equals("false");
    }
    if (kind == Kind.TEXT) {
      return !isBlank(text);
    }
    if (kind == Kind.RAW) {
      return shape.min() != 1 || !text.isEmpty();
    }
    if (kind == Kind.NAME) {
      return isName(text);
    }
    return Formats.fits(shape, text);
  }

  static boolean among(String[] words, String text) {
    for (String word : words) {
      if (word.equals(text)) {
        return true;
      }
    }
    return false;
  }

  static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (" \t\r\n".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the environment can hold the name. */
  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' || c < ' ' || (c >= 0x7F && c <= 0x9F)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * The scalar as its kind spells it, where YAML's core schema reads another spelling as the same;
   * null when it is not the same.
   */
  static @Nullable ScalarNode respelt(Shape shape, ScalarNode scalar) {
    if (!scalar.plain()) {
      return null;
    }
    String text = scalar.text();
    if (shape.kind() == Kind.BOOLEAN && among(BOOLEANS, text)) {
      return new ScalarNode(scalar.place(), text.toLowerCase(Locale.ROOT), true);
    }
    Numeral number = shape.kind() == Kind.CHOICE ? Numeral.ofYaml(text) : null;
    boolean same = number != null && number.isWhole() && among(shape.words(), number.toString());
    return same ? new ScalarNode(scalar.place(), String.valueOf(number), true) : null;
  }

  /**
   * The number that the scalar writes, or null: quoted, it takes digits to be one; no exponent, no
   * fraction of none.
   */
  static @Nullable Numeral number(ScalarNode scalar) {
    String text = scalar.text();
    if (scalar.plain()) {
      return Numeral.ofYaml(text);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && (i > 0 || (c != '-' && c != '+'))) {
        return null;
      }
    }
    return Numeral.of(text);
  }

  private static boolean inRange(Shape shape, ScalarNode scalar, boolean whole) {
    String text = scalar.text();
    Numeral number = number(scalar);
    if (number == null
        || (whole && (!number.isWhole() || (!scalar.plain() && text.indexOf('.') >= 0)))) {
      return false;
    }
    return number.compareTo(bound(shape.min())) >= 0 && number.compareTo(bound(shape.max())) <= 0;
  }

  private static Numeral bound(long value) {
    return Objects.requireNonNull(Numeral.of(Long.toString(value)));
  }
}
