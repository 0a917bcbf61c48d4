package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import dev.startguard.manifest.number.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A size with its unit, as {@link Quantity#bytes} reads it: {@code 200MiB}, {@code 512Mi}, {@code
 * 1GB} (1000³ bytes); also {@code 0}. Compared in bytes.
 */
final class BytesType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    long bytes;
    try {
      bytes = text.equals("0") ? 0 : Quantity.bytes(text);
    } catch (NumberFormatException invalid) {
      return wrong(text);
    }
    String min = entry.text("min");
    String max = entry.text("max");
    boolean below = min != null && bytes < Quantity.bytes(min);
    boolean above = max != null && bytes > Quantity.bytes(max);
    Judgement fault = below || above ? Bounds.fault(below, above, entry, text) : null;
    return fault != null ? fault : Judgement.fits(Long.toString(bytes));
  }

  private static Judgement wrong(String text) {
    int digits = Ascii.digits(text, 0);
    String unit = Ascii.lower(text.substring(digits));
    String hint = null;
    String fix = null;
    if (digits == 0) {
      return Causes.wrongType("not a size", text);
    } else if (unit.isEmpty()) {
      hint = "has no unit";
      fix = "add one: B, KiB, MiB, GiB, kB, MB, GB";
    } else if (unit.startsWith(".") || unit.startsWith(",")) {
      hint = "is not a whole number of its unit";
      fix = "use the next smaller unit";
    } else if (unit.length() == 1 && "kmgtpe".contains(unit)) {
      hint = "its unit means powers of 1024 to the JVM, and of 1000 to Kubernetes";
      fix = "say which: MiB or MB";
    } else if (unit.startsWith(" ")) {
      hint = "has a space before its unit";
      fix = "remove it";
    } else if (known(unit) && digits < 19) {
      hint = "its unit is not written so, or the number is too large";
      fix = "write B, KiB, MiB, GiB, kB, MB, GB";
    }
    return Causes.wrongType("not a size", text, hint, fix);
  }

  private static boolean known(String unit) {
    return switch (unit) {
      case "b",
          "ki",
          "kib",
          "kb",
          "mi",
          "mib",
          "mb",
          "gi",
          "gib",
          "gb",
          "ti",
          "tib",
          "tb",
          "pi",
          "pib",
          "pb" ->
          true;
      default -> false;
    };
  }

  @Override
  public String expectation(Fields entry) {
    return Bounds.expectation("a size with its unit (200MiB)", entry);
  }

  @Override
  public @Nullable Judgement contradiction(Fields entry) {
    String min = entry.text("min");
    String max = entry.text("max");
    boolean reversed = min != null && max != null && Quantity.bytes(min) > Quantity.bytes(max);
    return Bounds.contradiction(reversed, entry);
  }
}
