package dev.startguard.core.weave;

import java.lang.ref.WeakReference;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;

/** Calls with values that nobody needs any more, in methods that go on. */
public final class Keeping {
  /** What is made last. */
  public static volatile WeakReference<Object> made;

  private Keeping() {}

  public static void receiver(Runnable goOn) {
    calendar().set(2027, 1, 2);
    goOn.run();
  }

  public static void argument(Runnable goOn) {
    ZonedDateTime.of(date(), LocalTime.NOON, ZoneOffset.UTC);
    goOn.run();
  }

  private static Calendar calendar() {
    Calendar calendar = new GregorianCalendar();
    made = new WeakReference<>(calendar);
    return calendar;
  }

  private static LocalDate date() {
    LocalDate date = LocalDate.of(2027, 1, 2);
    made = new WeakReference<>(date);
    return date;
  }
}
