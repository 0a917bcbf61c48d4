package dev.startguard.core.weave;

import java.io.File;
import java.nio.ByteBuffer;
import java.text.DateFormat;
import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Date;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * What times end in. Each method that takes nothing is run as it is and woven; its name begins with
 * the form that is recognised in it, once, or with {@code none}.
 */
@SuppressWarnings({
  "JavaUtilDate",
  "JavaInstantGetSecondsGetNano",
  "UnnecessaryLongToIntConversion",
  "NarrowCalculation",
  "LongDoubleConversion",
  "BadInstanceof",
  "IntLongMath",
  "NumericEquality",
  "BoxedPrimitiveConstructor",
  "RandomModInteger",
  "DateChecker",
  "UnusedVariable",
  "unused"
})
final class Readings {
  private static final long NTP = 2_208_988_800L;
  private static final Clock UTC = Clock.systemUTC();

  private static long lastRun;
  private static volatile long sink;

  private Readings() {}

  // --- time that passed

  static Object durationOfLocals() {
    long start = System.currentTimeMillis();
    long end = System.currentTimeMillis();
    return end - start < 60_000;
  }

  static Object durationOverALoop() {
    long start = System.currentTimeMillis();
    int rounds = 0;
    for (int i = 0; i < 3; i++) {
      rounds += i;
    }
    return System.currentTimeMillis() - start < 60_000 && rounds == 3;
  }

  static Object durationInAFinally() {
    long start = System.currentTimeMillis();
    try {
      Objects.requireNonNull(null);
    } catch (NullPointerException expected) {
      sink = System.currentTimeMillis() - start;
    }
    return true;
  }

  static Object durationWhenASwitchIsOn() {
    boolean debug = Integer.getInteger("none") == null;
    long start = 0;
    if (debug) {
      start = System.currentTimeMillis();
    }
    return !debug || System.currentTimeMillis() - start < 60_000;
  }

  static Object durationOfInstants() {
    Instant start = Instant.now();
    return Duration.between(start, Instant.now()).toHours();
  }

  static Object durationByUnit() {
    Instant start = Instant.now();
    return ChronoUnit.HOURS.between(start, Instant.now());
  }

  static Object durationUntil() {
    Instant start = Instant.now();
    return start.until(Instant.now(), ChronoUnit.HOURS);
  }

  static Object durationOfDates() {
    Date start = new Date();
    return new Date().getTime() - start.getTime() < 60_000;
  }

  static Object durationOfMixedForms() {
    long start = System.currentTimeMillis();
    return Instant.now().toEpochMilli() - start < 60_000;
  }

  static Object durationInSeconds() {
    long start = System.currentTimeMillis() / 1000;
    return System.currentTimeMillis() / 1000 - start < 60;
  }

  static Object durationByAClock() {
    long start = UTC.millis();
    return UTC.millis() - start < 60_000;
  }

  static Object durationByAParameter() {
    return ofParameter(UTC);
  }

  private static Object ofParameter(Clock clock) {
    Instant start = clock.instant();
    return Duration.between(start, Instant.now(clock)).toHours();
  }

  static Object durationOfAField() {
    return new Watch().elapsed() < 60_000;
  }

  static Object durationOfAFieldThatIsSetAgain() {
    return new Limiter().allowed();
  }

  static Object deadlineInALoop() {
    long deadline = System.currentTimeMillis() + 60_000;
    int rounds = 0;
    while (rounds < 3 && System.currentTimeMillis() < deadline) {
      rounds++;
    }
    return rounds;
  }

  static Object deadlineThatIsLeft() {
    long deadline = System.currentTimeMillis() + 60_000;
    return deadline - System.currentTimeMillis() > 0;
  }

  static Object deadlineOfInstants() {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
    return Instant.now().isBefore(deadline);
  }

  static Object deadlineOfDates() {
    Date deadline = new Date(System.currentTimeMillis() + 60_000);
    return new Date().after(deadline);
  }

  // --- no time that passed

  static Object noneOfAFile() {
    return System.currentTimeMillis() - new File(".").lastModified() > 0;
  }

  static Object noneOfAParameter() {
    return age(1_000_000_000_000L) > 0;
  }

  private static long age(long created) {
    return System.currentTimeMillis() - created;
  }

  static Object noneOfARow() {
    return new Row(Instant.EPOCH).age().toDays() > 0;
  }

  static Object noneOfAnExpiry() {
    return Instant.now().isAfter(Instant.EPOCH) && System.currentTimeMillis() > expiry();
  }

  private static long expiry() {
    return 1_000;
  }

  static Object noneOfTheMonotonicClock() {
    long start = System.nanoTime();
    return System.nanoTime() - start < 60_000_000_000L;
  }

  static Object noneOfAStoredTime() {
    sink = System.currentTimeMillis();
    return Instant.now().equals(Instant.EPOCH);
  }

  static Object noneOfOneReading() {
    long now = System.currentTimeMillis();
    long deadline = now + 60_000;
    return deadline - now == 60_000 && deadline > now;
  }

  static Object noneOfTheRestOfADay() {
    long now = System.currentTimeMillis();
    long day = now - now % 86_400_000;
    return System.currentTimeMillis() - day >= 0;
  }

  static Object noneOfTwoClocks() {
    Clock fixed = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    return fixed.millis() - System.currentTimeMillis() < 0;
  }

  static Object noneOfAMergedTime() {
    long start = System.currentTimeMillis();
    if (start > 0) {
      start = expiry();
    }
    return System.currentTimeMillis() - start > 0;
  }

  static Object noneOfADateThatIsSet() {
    Date date = new Date();
    date.setTime(0);
    return new Date().getTime() - date.getTime() > 0;
  }

  static Object noneOfAFieldThatOthersSet() {
    Open open = new Open();
    open.at = 0;
    return open.elapsed() > 0;
  }

  static Object noneOfAFieldWithAnUpdater() {
    return new Updated().elapsed() > 0;
  }

  static Object noneOfAFieldThatIsHandedOut() {
    Job job = new Job();
    return job.getCreated() > 0 && job.age() < 60_000;
  }

  static Object noneOfAMidnight() {
    Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS);
    return Duration.between(midnight, Instant.now()).toDays();
  }

  // --- narrowed

  static Object secondsOfNow() {
    int seconds = (int) (System.currentTimeMillis() / 1000);
    return seconds > 0;
  }

  static Object secondsOfAnInstant() {
    return (int) Instant.EPOCH.getEpochSecond();
  }

  static Object secondsOfADate() {
    return (int) (new Date(5_000).getTime() / 1000);
  }

  static Object secondsOfACalendar() {
    Calendar calendar = Calendar.getInstance();
    calendar.setTimeInMillis(7_000);
    return (int) (calendar.getTimeInMillis() / 1000L);
  }

  static Object secondsByAUnit() {
    return (int) TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis()) > 0;
  }

  static Object secondsOfAZone() {
    return (int) ZonedDateTime.of(LocalDate.EPOCH.atStartOfDay(), ZoneOffset.UTC).toEpochSecond();
  }

  static Object secondsAndSomeMore() {
    return (int) (System.currentTimeMillis() / 1000 + 3600) > 0;
  }

  static Object secondsBoxed() {
    Long seconds = Instant.EPOCH.getEpochSecond();
    return seconds.intValue();
  }

  static Object secondsInABranch() {
    Date date = new Date(9_000);
    long time = date.after(new Date(0)) ? date.getTime() : 0;
    return (int) (time / 1000);
  }

  static Object secondsThatThrow() {
    return Math.toIntExact(Instant.ofEpochSecond(9).getEpochSecond());
  }

  static Object millisOfADate() {
    return (int) new Date(11).getTime();
  }

  static Object millisThatThrow() {
    return Math.toIntExact(Instant.ofEpochSecond(1L << 40).toEpochMilli());
  }

  static Object secondsComparedByOrder() {
    return (int) Instant.EPOCH.getEpochSecond() > expiry();
  }

  static Object secondsBelowAnotherEnd() {
    long seconds = Instant.EPOCH.getEpochSecond();
    if (seconds > expiry()) {
      return 0;
    }
    return (int) seconds;
  }

  static Object secondsOfADateThatWasParsedOnceOnly() throws ParseException {
    Date date = Boolean.getBoolean("none") ? new SimpleDateFormat("HH:mm").parse("") : new Date(5);
    return (int) (date.getTime() / 1000);
  }

  // --- not narrowed by mistake

  static Object noneThatSaturates() {
    long seconds = Instant.EPOCH.getEpochSecond();
    if (seconds > Integer.MAX_VALUE) {
      return Integer.MAX_VALUE;
    }
    return (int) seconds;
  }

  static Object noneThatSaturatesInOneExpression() {
    long seconds = Instant.EPOCH.getEpochSecond();
    return seconds > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) seconds;
  }

  static Object noneThatSaturatesAtTheFirstBeyond() {
    long seconds = System.currentTimeMillis() / 1000 + 60;
    if (seconds < 1L << 31) {
      return (int) seconds > 0;
    }
    return true;
  }

  static Object noneThatIsComparedWithWhatItWas() {
    long seconds = Instant.EPOCH.getEpochSecond();
    int narrow = (int) seconds;
    if (narrow != seconds) {
      throw new ArithmeticException();
    }
    return narrow;
  }

  static Object noneThatIsComparedBeforehand() {
    long seconds = Instant.EPOCH.getEpochSecond();
    return seconds == (int) seconds ? (int) expiry() : -1;
  }

  static Object noneOfATimeOfDay() throws ParseException {
    return (int) (new SimpleDateFormat("HH:mm:ss").parse("01:30:00").getTime() / 1000);
  }

  static Object noneOfATimeOfDayInATry() {
    DateFormat format = new SimpleDateFormat("HH:mm:ss");
    Date date = null;
    try {
      date = format.parse("01:30:00");
    } catch (ParseException e) {
      sink = 1;
    }
    if (date == null) {
      return 0;
    }
    return (int) date.getTime();
  }

  static Object noneOfATimeOfDayAsAnInstant() throws ParseException {
    return (int) new SimpleDateFormat("HH:mm").parse("01:30").toInstant().getEpochSecond();
  }

  static Object noneOfAHash() {
    long time = new Date(12).getTime();
    return (int) (time ^ (time >>> 32));
  }

  static Object noneOfAHashByParts() {
    long time = new Date(12).getTime();
    return 31 * 17 + (int) time;
  }

  static Object noneOfAMask() {
    return (int) (System.currentTimeMillis() & 0x7fffffff) >= 0;
  }

  static Object noneOfAMaskBehind() {
    return ((int) System.currentTimeMillis() & 0xff) < 256;
  }

  static Object noneOfARemainder() {
    return (int) (System.currentTimeMillis() % 1000) < 1000;
  }

  static Object noneOfASeed() {
    return new Random((int) System.currentTimeMillis()).nextInt(1);
  }

  static Object noneOfADifference() {
    Date one = new Date(5);
    return (int) (new Date(9).getTime() - one.getTime());
  }

  static Object noneOfADifferenceOfInts() {
    int one = (int) (new Date(5_000).getTime() / 1000);
    return (int) (new Date(9_000).getTime() / 1000) - one;
  }

  static Object noneOfUnsignedBytes() {
    return ByteBuffer.allocate(4).putInt((int) Instant.EPOCH.getEpochSecond()).position();
  }

  static Object noneOfAnUnsignedInt() {
    return ((int) Instant.EPOCH.getEpochSecond()) & 0xFFFFFFFFL;
  }

  static Object noneOfNtp() {
    return (int) (System.currentTimeMillis() / 1000 + NTP) != 0;
  }

  static Object noneOfDays() {
    return (int) (new Date(86_400_000L * 3).getTime() / 86_400_000);
  }

  static Object noneOfALong() {
    long seconds = Instant.EPOCH.getEpochSecond();
    return seconds * 2 + (int) expiry();
  }

  static final class Watch {
    private final long start = System.currentTimeMillis();

    long elapsed() {
      return System.currentTimeMillis() - start;
    }
  }

  static final class Row {
    private final Instant created;

    Row(Instant created) {
      this.created = created;
    }

    Duration age() {
      return Duration.between(created, Instant.now());
    }
  }

  /** In a nest, so that others might set what is private. */
  static final class Open {
    private long at = System.currentTimeMillis();

    long elapsed() {
      return System.currentTimeMillis() - at;
    }
  }

  static final class Job {
    private final long created = System.currentTimeMillis();

    long getCreated() {
      return created;
    }

    long age() {
      return System.currentTimeMillis() - created;
    }
  }
}

/** Of its own, so that nobody else can set what is private. */
final class Limiter {
  private long last;

  boolean allowed() {
    long now = System.currentTimeMillis();
    if (now - last < 1000) {
      return false;
    }
    last = now;
    return true;
  }
}

/** Its field is set by way of an updater. */
final class Updated {
  private static final AtomicLongFieldUpdater<Updated> LAST =
      AtomicLongFieldUpdater.newUpdater(Updated.class, "last");

  private volatile long last = System.currentTimeMillis();

  long elapsed() {
    LAST.set(this, 5);
    return System.currentTimeMillis() - last;
  }
}
