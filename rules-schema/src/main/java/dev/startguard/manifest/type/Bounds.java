package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import dev.startguard.manifest.number.Numeral;
import org.jspecify.annotations.Nullable;

/** {@code min} and {@code max}, both inclusive. */
final class Bounds {
  private Bounds() {}

  /** What is wrong with a number of any size; null when it lies within the bounds. */
  static @Nullable Judgement fault(Numeral value, Fields entry, String text) {
    Numeral min = bound(entry, "min");
    if (min != null && value.compareTo(min) < 0) {
      return below(entry, text);
    }
    Numeral max = bound(entry, "max");
    return max != null && value.compareTo(max) > 0 ? above(entry, text) : null;
  }

  /** What is wrong with a number that was compared already; null when it lies within the bounds. */
  static @Nullable Judgement fault(boolean below, boolean above, Fields entry, String text) {
    return below ? below(entry, text) : above ? above(entry, text) : null;
  }

  /** {@code min} over {@code max}. */
  static @Nullable Judgement contradiction(Fields entry) {
    Numeral min = bound(entry, "min");
    Numeral max = bound(entry, "max");
    return contradiction(min != null && max != null && min.compareTo(max) > 0, entry);
  }

  static @Nullable Judgement contradiction(boolean reversed, Fields entry) {
    return reversed ? Judgement.breaks("min", "over max, which is " + entry.text("max", "")) : null;
  }

  /** {@code what}, then the bounds where there are any: {@code a number from 1 to 9}. */
  static String expectation(String what, Fields entry) {
    String min = entry.text("min");
    String max = entry.text("max");
    if (min != null && max != null) {
      return what + " from " + min + " to " + max;
    }
    return min != null
        ? what + ", at least " + min
        : max != null ? what + ", at most " + max : what;
  }

  private static Judgement below(Fields entry, String text) {
    return Causes.breaks("min", "below " + entry.text("min", ""), text);
  }

  private static Judgement above(Fields entry, String text) {
    return Causes.breaks("max", "above " + entry.text("max", ""), text);
  }

  private static @Nullable Numeral bound(Fields entry, String field) {
    String text = entry.text(field);
    return text == null ? null : Numeral.ofYaml(text);
  }
}
