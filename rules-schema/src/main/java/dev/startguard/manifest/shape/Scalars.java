package dev.startguard.manifest.shape;

import dev.startguard.manifest.number.Numeral;
import dev.startguard.manifest.shape.Shape.Kind;
import dev.startguard.manifest.tree.ScalarNode;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a scalar fits a shape. Exactly what the patterns of {@code startguard.schema.json}
 * accept.
 */
public final class Scalars {
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

  public static boolean among(String[] words, String text) {
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
    String text = scalar.text();
    String spelt = null;
    if (shape.kind() == Kind.BOOLEAN && among(BOOLEANS, text)) {
      spelt = text.toLowerCase(Locale.ROOT);
    } else if (shape.kind() == Kind.MODE && text.startsWith("0o")) {
      spelt = text.substring(2);
    } else if (shape.kind() == Kind.CHOICE && scalar.plain()) {
      Numeral number = Numeral.ofYaml(text);
      spelt = number != null && number.isWhole() ? number.toString() : null;
    }
    boolean same = spelt != null && fits(shape, spelt);
    return same ? new ScalarNode(scalar.place(), String.valueOf(spelt), scalar.plain()) : null;
  }

  private static boolean inRange(Shape shape, ScalarNode scalar, boolean whole) {
    String text = scalar.text();
    long everyday = digits(text);
    if (everyday >= 0) {
      return everyday >= shape.min() && everyday <= shape.max();
    }
    Numeral number = scalar.plain() ? Numeral.ofYaml(text) : quoted(text, whole);
    return number != null
        && (!whole || number.isWhole())
        && number.compareTo(bound(shape.min())) >= 0
        && number.compareTo(bound(shape.max())) <= 0;
  }

  /** The number that the text writes in at most 15 digits and nothing else; -1 when it does not. */
  private static long digits(String text) {
    if (text.isEmpty() || text.length() > 15) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /**
   * The number that a quoted text writes; null when it is none. It has no exponent, so that a
   * pattern can say what is accepted.
   */
  private static @Nullable Numeral quoted(String text, boolean whole) {
    if (whole && (text.startsWith("0x") || text.startsWith("0o"))) {
      int start = 2;
      while (start < text.length() && text.charAt(start) == '0') {
        start++;
      }
      return text.length() - start > (text.charAt(1) == 'x' ? 12 : 16)
          ? null
          : Numeral.ofYaml(text);
    }
    return text.indexOf('e') < 0 && text.indexOf('E') < 0 && !(whole && text.startsWith("."))
        ? Numeral.of(text)
        : null;
  }

  private static Numeral bound(long value) {
    return Objects.requireNonNull(Numeral.of(Long.toString(value)));
  }
}
