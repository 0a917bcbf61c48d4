package dev.startguard.core.weave;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;

/** What Java 1.1 could have said, but for the classes that it says it to. */
@SuppressWarnings({
  "JavaTimeDefaultTimeZone",
  "JavaUtilDate",
  "ReturnValueIgnored",
  "TimeInStaticInitializer",
  "unused"
})
final class OldWays {
  static Object now = LocalDate.now();

  final Object day;

  OldWays() {
    this(LocalDate.now());
  }

  OldWays(Object day) {
    this.day = day;
  }

  static String run() {
    StringBuilder seen = new StringBuilder();
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    LocalDateTime gap = LocalDateTime.of(2027, 3, 28, 2, 30);
    for (int i = 0; i < 3; i++) {
      seen.append(now == null).append(LocalDate.now() == null).append(new OldWays().day == null);
      seen.append(gap.atZone(berlin));
      seen.append(ZonedDateTime.of(2027, 3, 28, 2, 30, 0, i, berlin));
      seen.append(new Date(1_800_000_000L + i).getTime());
      seen.append(i > 1 ? Instant.ofEpochMilli(i) : Instant.ofEpochMilli(-i));
      seen.append(LocalDate.parse("2027-02-28"));
      seen.append(Duration.ofDays(25).toMillis() + 1);
      seen.append(LocalDate.of(2027, 1, 31).plusMonths(i));
      Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
      calendar.clear();
      calendar.set(2027, 1, 31);
      seen.append(calendar.getTimeInMillis());
      seen.append(new GregorianCalendar(2027, 1, 28).getTimeInMillis());
      seen.append(new CountDownLatch(i).getCount());
      new Date(5L);
      LocalDate.of(2027, 1, 31).plusMonths(2);
    }
    return seen.append(thrown("yesterday")).append(thrown(null)).toString();
  }

  private static String thrown(String text) {
    try {
      return LocalDate.parse(text).toString();
    } catch (RuntimeException refused) {
      StackTraceElement[] trace = refused.getStackTrace();
      int at = 0;
      while (!trace[at].getClassName().endsWith("OldWays")) {
        at++;
      }
      return refused.getMessage() + trace[at];
    }
  }
}
