package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Countdown;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ZoneOrigin;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pattern takes the week's year beside month and day: around New Year it prints another year. */
public final class WeekYearPatternRule implements Rule {
  private static final int LONGEST = 100;

  /** Seven years have every kind of New Year's week but those of a turn of century. */
  private static final int DAYS_AHEAD = 7 * 366;

  private static final KnownPatterns FINE = new KnownPatterns();

  @Override
  public String id() {
    return "week-year-pattern";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PREDICTED;
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    String formatter = "java/time/format/DateTimeFormatter";
    String as = "L" + formatter + ";";
    Call.add(
        calls,
        Look.ARGUMENTS,
        formatter,
        "ofPattern(Ljava/lang/String;)" + as,
        "ofPattern(Ljava/lang/String;Ljava/util/Locale;)" + as);
    Call.add(
        calls,
        Look.ARGUMENTS,
        "java/text/SimpleDateFormat",
        "<init>(Ljava/lang/String;)V",
        "<init>(Ljava/lang/String;Ljava/util/Locale;)V",
        "<init>(Ljava/lang/String;Ljava/text/DateFormatSymbols;)V");
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    return first instanceof String pattern && FINE.has(pattern);
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (!(sighting.argument(0) instanceof String pattern)
        || FINE.has(pattern)
        || pattern.length() > LONGEST) {
      return null;
    }
    if (!mixes(pattern)) {
      FINE.add(pattern);
      return null;
    }
    if (sighting.argument(1) == null && sighting.call().descriptor().contains("Locale")) {
      return null; // the call fails
    }
    Locale locale =
        sighting.argument(1) instanceof Locale given
            ? given
            : Locale.getDefault(Locale.Category.FORMAT);
    if (otherCalendar(locale)) {
      return null;
    }
    ZoneOrigin jvm = surroundings.jvmZone();
    ZoneId zone = jvm == null ? ZoneOffset.UTC : jvm.zone();
    Instant now = surroundings.now();
    boolean ofText = sighting.call().owner().startsWith("java/text/");
    return new WrongYear(pattern, ofText, locale, now, zone);
  }

  /** Whether the week's year stands beside month and day, and no week does; quoted text aside. */
  static boolean mixes(String pattern) {
    boolean weekYear = false;
    boolean month = false;
    boolean day = false;
    PatternCursor cursor = new PatternCursor(pattern);
    while (cursor.next()) {
      char c = cursor.letter();
      if (c == 'w' || c == 'W' || c == 'y' || c == 'u') {
        return false; // a week's year belongs to a week; another year says which is meant
      }
      weekYear |= c == 'Y';
      month |= c == 'M' || c == 'L';
      day |= c == 'd';
    }
    return weekYear && month && day;
  }

  /** Whether dates of that locale may be those of a calendar without such years. */
  private static boolean otherCalendar(Locale locale) {
    return locale.getUnicodeLocaleType("ca") != null
        || locale.getLanguage().equals("th")
        || locale.getVariant().equals("JP");
  }

  /** The next day, from today on, whose week belongs to another year; null if none is near. */
  private static @Nullable LocalDate next(LocalDate today, WeekFields weeks) {
    for (int i = 0; i < DAYS_AHEAD; i++) {
      LocalDate day = today.plusDays(i);
      boolean turn = day.getDayOfYear() <= 7 || day.getDayOfYear() > 358;
      if (turn && day.get(weeks.weekBasedYear()) != day.getYear()) {
        return day;
      }
    }
    return null;
  }

  private record WrongYear(String pattern, boolean ofText, Locale locale, Instant now, ZoneId zone)
      implements Case {

    /** Here, and not on the application's thread: a locale's weeks take milliseconds to load. */
    private @Nullable LocalDate day() {
      return next(LocalDate.ofInstant(now, zone), WeekFields.of(locale));
    }

    /** Not where the call refuses the pattern by an exception: it was seen before the call. */
    @Override
    public boolean stands() {
      return !(ofText ? RefusedPattern.byText(pattern) : RefusedPattern.byTime(pattern))
          && day() != null;
    }

    @Override
    public boolean alone() {
      return true; // the next may have another locale
    }

    @Override
    public void describe(FindingBuilder finding) {
      LocalDate day = Objects.requireNonNull(day(), "it stands");
      finding
          .gist("prints the week's year")
          .message(
              "in the locale "
                  + locale.toLanguageTag()
                  + " the pattern \""
                  + Disclosure.plain(pattern)
                  + "\" prints the year "
                  + day.get(WeekFields.of(locale).weekBasedYear())
                  + " for the date "
                  + Countdown.text(day, now, zone))
          .why("Y is the year that the week belongs to; when weeks begin depends on the locale")
          .fix("write yyyy or uuuu for the year of the date");
    }
  }
}
