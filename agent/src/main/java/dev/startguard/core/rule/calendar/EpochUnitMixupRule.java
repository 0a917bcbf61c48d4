package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Seconds since the epoch were given as milliseconds, or milliseconds as seconds. */
public final class EpochUnitMixupRule implements Rule {
  private static final long TEN_YEARS = 10 * 31_556_952L;

  /** Seconds of 2010 and of 2100: the clock is asked only for what lies between. */
  private static final long LEAST = 1_262_304_000L;

  private static final long MOST = 4_102_444_800L;

  @Override
  public String id() {
    return "epoch-unit-mixup";
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
    Call.add(
        calls,
        Look.ARGUMENTS,
        "java/time/Instant",
        "ofEpochMilli(J)Ljava/time/Instant;",
        "ofEpochSecond(J)Ljava/time/Instant;",
        "ofEpochSecond(JJ)Ljava/time/Instant;");
    Call.add(
        calls,
        Look.ARGUMENTS,
        "java/time/LocalDateTime",
        "ofEpochSecond(JILjava/time/ZoneOffset;)Ljava/time/LocalDateTime;");
    Call.add(calls, Look.ARGUMENTS, "java/util/Date", "<init>(J)V");
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    return first == null && !suspect(call, number);
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (!(sighting.argument(0) instanceof Long value)) {
      return null;
    }
    boolean seconds = sighting.call().name().equals("ofEpochSecond");
    if (!suspect(sighting.call(), value)) {
      return null;
    }
    long now = surroundings.now().getEpochSecond();
    long other = seconds ? value / 1000 : value;
    return Math.abs(other - now) <= TEN_YEARS
        ? new Mixed(sighting.call().text(), value, seconds)
        : null;
  }

  /** Whether it is a moment in the other unit, which what is given mostly is not. */
  private static boolean suspect(Call call, long value) {
    long unit = call.name().equals("ofEpochSecond") ? 1000 : 1;
    return value >= LEAST * unit && value <= MOST * unit;
  }

  private record Mixed(String call, long value, boolean seconds) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      String given = seconds ? "seconds" : "milliseconds";
      String meant = seconds ? "milliseconds" : "seconds";
      Instant other = seconds ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value);
      finding
          .gist("was given another unit")
          .message(
              call
                  + " takes "
                  + value
                  + " as "
                  + given
                  + ": "
                  + (seconds ? "the year " + year(value) : Instant.ofEpochMilli(value).toString())
                  + "; as "
                  + meant
                  + " it is "
                  + other)
          .fix(
              seconds
                  ? "take Instant.ofEpochMilli, or divide by 1000"
                  : "take Instant.ofEpochSecond, or multiply by 1000L");
    }

    private static long year(long seconds) {
      return 1970 + seconds / 31_556_952; // the mean year of the Gregorian calendar
    }
  }
}
