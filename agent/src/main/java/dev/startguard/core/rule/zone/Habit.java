package dev.startguard.core.rule.zone;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A time of day that a site resolved on one date after the other, each as far from the last.
 *
 * @param step in days between two of them; 0 while there is but one
 */
record Habit(ZoneId zone, LocalTime time, LocalDate first, LocalDate last, int step) {
  /** So many dates are a habit. */
  private static final int ENOUGH = 3;

  /** What comes more seldom takes months to be known for it. */
  private static final int LONGEST_STEP = 28;

  static Habit begin(ZoneId zone, LocalTime time, LocalDate date) {
    return new Habit(zone, time, date, date, 0);
  }

  /** With one date more, which begins anew when it is not the next one. */
  Habit and(LocalDate date) {
    if (date.equals(last)) {
      return this;
    }
    long days = ChronoUnit.DAYS.between(last, date);
    if (step == 0 ? days > 0 && days <= LONGEST_STEP : days == step) {
      return new Habit(zone, time, first, date, (int) days);
    }
    return days > 0 && days <= LONGEST_STEP
        ? new Habit(zone, time, last, date, (int) days)
        : begin(zone, time, date);
  }

  /**
   * Whether it has come thrice, once on that day's day of the week, and comes to that day, which is
   * none before it began. A job of the days from Monday to Friday never has a Sunday.
   */
  boolean reaches(LocalDate day) {
    return step > 0
        && !day.isBefore(first)
        && ChronoUnit.DAYS.between(first, last) >= (ENOUGH - 1L) * step
        && ChronoUnit.DAYS.between(last, day) % step == 0
        && covers(day.getDayOfWeek());
  }

  private boolean covers(DayOfWeek weekday) {
    LocalDate one = last;
    for (int i = 0; i < DayOfWeek.values().length && !one.isBefore(first); i++) {
      if (one.getDayOfWeek() == weekday) {
        return true;
      }
      one = one.minusDays(step);
    }
    return false;
  }
}
