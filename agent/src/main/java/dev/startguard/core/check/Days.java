package dev.startguard.core.check;

import java.time.LocalDate;

/**
 * Moments and spans as the report says them. Days are those of UTC, and no default zone is asked
 * for.
 */
public final class Days {
  private static final long HOUR = 60 * 60 * 1000L;
  private static final long DAY = 24 * HOUR;

  private Days() {}

  /**
   * {@code 2026-12-31}.
   *
   * @param millis since the epoch
   */
  public static String day(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY)).toString();
  }

  /** {@code 12 days ago}. */
  public static String ago(long millis) {
    return amount(millis) + " ago";
  }

  /** {@code in 12 days}. */
  public static String in(long millis) {
    return "in " + amount(millis);
  }

  private static String amount(long millis) {
    boolean days = millis >= 2 * DAY;
    long count = millis / (days ? DAY : HOUR);
    return count == 0
        ? "less than an hour"
        : count + (days ? " day" : " hour") + (count == 1 ? "" : "s");
  }
}
