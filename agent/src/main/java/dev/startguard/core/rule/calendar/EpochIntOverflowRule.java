package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Countdown;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Seconds or milliseconds since 1970 are narrowed to an int. */
public final class EpochIntOverflowRule implements Rule {
  private static final Instant LAST_SECOND = Instant.ofEpochSecond(Integer.MAX_VALUE);

  @Override
  public String id() {
    return "epoch-int-overflow";
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
    Call.add(calls, Look.NARROWED, "java/lang/System", "currentTimeMillis()J");
    Call.add(calls, Look.NARROWED, "java/time/Clock", "millis()J");
    Call.add(calls, Look.NARROWED, "java/time/Instant", "getEpochSecond()J", "toEpochMilli()J");
    Call.add(calls, Look.NARROWED, "java/time/ZonedDateTime", "toEpochSecond()J");
    Call.add(calls, Look.NARROWED, "java/time/OffsetDateTime", "toEpochSecond()J");
    Call.add(
        calls, Look.NARROWED, "java/time/LocalDateTime", "toEpochSecond(Ljava/time/ZoneOffset;)J");
    Call.add(calls, Look.NARROWED, "java/util/Date", "getTime()J");
    Call.add(calls, Look.NARROWED, "java/sql/Timestamp", "getTime()J");
    Call.add(calls, Look.NARROWED, "java/util/Calendar", "getTimeInMillis()J");
    Call.add(calls, Look.NARROWED, "java/util/GregorianCalendar", "getTimeInMillis()J");
    return calls;
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    return sighting.argument(0) instanceof String form
        ? new Overflow(
            sighting.call().text(),
            form.startsWith("seconds"),
            form.endsWith("exactly"),
            surroundings.now())
        : null;
  }

  private record Overflow(String call, boolean seconds, boolean exact, Instant now)
      implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("narrows a time to an int")
          .message(
              "epoch "
                  + (seconds ? "seconds" : "milliseconds")
                  + " ("
                  + call
                  + ") are narrowed to an int: "
                  + (seconds ? ofSeconds() : ofMillis()))
          .why("an int holds 68 years of seconds, or 24.8 days of milliseconds")
          .fix("keep times in a long, or in an Instant");
    }

    private String ofSeconds() {
      boolean over = now.isAfter(LAST_SECOND);
      LocalDate day = LocalDate.ofInstant(LAST_SECOND, ZoneOffset.UTC);
      return "it "
          + (over ? "ended" : "ends")
          + " at "
          + LAST_SECOND
          + (over ? "" : Countdown.text(day, now, ZoneOffset.UTC).substring(10))
          + ", and a later one "
          + (exact ? "throws an ArithmeticException" : "becomes negative");
    }

    private String ofMillis() {
      return "it ended at "
          + Instant.ofEpochMilli(Integer.MAX_VALUE)
          + (exact
              ? ", and a later one throws an ArithmeticException"
              : ", and has wrapped every 49.7 days since");
    }
  }
}
