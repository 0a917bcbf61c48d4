package dev.startguard.bench.calls;

import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One call each that a rule looks at, with values of which there is nothing to report, but for
 * those that are called so: of theirs there was, and is at each call. The same
 * class runs with an empty agent and woven; {@link #siteHelper} and {@link #siteAdvised} are what
 * others do beside a call.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("JavaUtilDate")
public class Calls {
  private ZoneId zone = ZoneId.of("Europe/Berlin");
  private LocalDateTime local = LocalDateTime.of(2026, 5, 12, 9, 30);
  private ZonedDateTime zoned = local.atZone(zone);
  private OffsetDateTime utc = OffsetDateTime.of(local, ZoneOffset.UTC);
  private LocalDate date = local.toLocalDate();
  private Duration day = Duration.ofDays(1);
  private String zoneId = "Europe/Berlin";
  private String pattern = "yyyy-MM-dd HH:mm";
  private String dateText = "2026-05-12";
  private long millis = 1_778_571_000_123L;
  private long seconds = 1_778_571_000L;
  private LocalDate leapDay = LocalDate.of(2028, 2, 29);
  private long one = 1;
  private int hour = 13;
  private Calendar calendar = new GregorianCalendar(2026, Calendar.NOVEMBER, 23, 13, 0);
  private DateTimeFormatter dateFormatter = DateTimeFormatter.ofPattern("uuuu-MM-dd");
  private DateTimeFormatter formatter = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private DateTimeFormatter zFormatter = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");
  private SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd HH:mm", Locale.ROOT);
  private SimpleDateFormat dateFormat = new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT);
  private Date moment = new Date(millis);
  private ScheduledExecutorService pool = new IdlePool();
  private Runnable task = () -> {};

  @Benchmark
  public Object site() {
    return LocalTime.now();
  }

  @Benchmark
  public Object siteHelper() {
    Seen.reached(0);
    return LocalTime.now();
  }

  @Benchmark
  public Object siteAdvised() {
    return LocalTime.now();
  }

  @Benchmark
  public Object atZone() {
    return local.atZone(zone);
  }

  @Benchmark
  public Object zonedOf() {
    return ZonedDateTime.of(local, zone);
  }

  @Benchmark
  public Object zonedPlusDays() {
    return zoned.plusDays(one);
  }

  @Benchmark
  public Object zonedPlusDuration() {
    return zoned.plus(day);
  }

  @Benchmark
  public Object getTimeZone() {
    return TimeZone.getTimeZone(zoneId);
  }

  @Benchmark
  public Object calendarTime() {
    calendar.set(Calendar.HOUR_OF_DAY, hour);
    return calendar.getTime();
  }

  @Benchmark
  public Object ofPattern(CompiledApart makers) {
    return DateTimeFormatter.ofPattern(pattern);
  }

  @Benchmark
  public Object newSimpleDateFormat(CompiledApart makers) {
    return new SimpleDateFormat(pattern, Locale.ROOT);
  }

  @Benchmark
  public Object formatTime() {
    return formatter.format(zoned);
  }

  @Benchmark
  public Object formatTimeWithZ() {
    return zFormatter.format(utc);
  }

  @Benchmark
  public Object formatText() {
    return format.format(moment);
  }

  @Benchmark
  public Object parseText() throws ParseException {
    return dateFormat.parse(dateText);
  }

  @Benchmark
  public Object parseDate() {
    return LocalDate.parse(dateText, dateFormatter);
  }

  @Benchmark
  public Object ofEpochMilli() {
    return Instant.ofEpochMilli(millis);
  }

  @Benchmark
  public Object reportedEpochMilli() {
    return Instant.ofEpochMilli(seconds);
  }

  @Benchmark
  public Object reportedPlusYears() {
    return leapDay.plusYears(one);
  }

  @Benchmark
  public Object newDate() {
    return new Date(millis);
  }

  @Benchmark
  public Object plusMonths() {
    return date.plusMonths(one);
  }

  @Benchmark
  public Object plusYears() {
    return date.plusYears(one);
  }

  @Benchmark
  public Object schedule() {
    return pool.schedule(task, one, TimeUnit.SECONDS);
  }

  @Benchmark
  public Object today() {
    return LocalDate.now();
  }
}
