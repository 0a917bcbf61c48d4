package dev.startguard.core.check.clock;

/** How offsets are written: seconds with three decimals, and a word. */
final class Offsets {
  private static final long NANOS_A_MILLI = 1_000_000;

  private Offsets() {}

  /** {@code 2.500 s behind}, {@code 0.250 s ahead}. */
  static String words(long nanos) {
    long millis = millis(nanos);
    return seconds(nanos) + (millis == 0 ? " s off" : millis > 0 ? " s behind" : " s ahead");
  }

  /** {@code 2.500}, without a sign. */
  static String seconds(long nanos) {
    long millis = Math.abs(millis(nanos));
    String decimals = Long.toString(1000 + millis % 1000).substring(1);
    return millis / 1000 + "." + decimals;
  }

  /** Rounded, half away from zero. */
  static long millis(long nanos) {
    long half = nanos < 0 ? -NANOS_A_MILLI / 2 : NANOS_A_MILLI / 2;
    return (nanos + half) / NANOS_A_MILLI;
  }
}
