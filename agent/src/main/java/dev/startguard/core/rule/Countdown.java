package dev.startguard.core.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** How long it is until a day. */
public final class Countdown {
  private Countdown() {}

  /**
   * {@code 2027-03-28, in 127 days}.
   *
   * @param day today or later
   * @param zone whose days are counted
   */
  public static String text(LocalDate day, Instant now, ZoneId zone) {
    long days = day.toEpochDay() - LocalDate.ofInstant(now, zone).toEpochDay();
    return day + (days == 0 ? ", today" : days == 1 ? ", tomorrow" : ", in " + days + " days");
  }
}
