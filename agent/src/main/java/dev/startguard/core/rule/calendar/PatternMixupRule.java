package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.calendar.PatternMixup.Taker;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pattern has one letter where another was meant. */
public final class PatternMixupRule implements Rule {
  private static final int LONGEST = 100;
  private static final String TEXT = "java/text/SimpleDateFormat";
  private static final String BUILDER = "java/time/format/DateTimeFormatterBuilder";

  /** Patterns with nothing wrong, whoever takes them. */
  private static final KnownPatterns FINE = new KnownPatterns();

  @Override
  public String id() {
    return "pattern-mixup";
  }

  @Override
  public Evidence evidence() {
    return Evidence.RISKY;
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
        "ofPattern(Ljava/lang/String;Ljava/util/Locale;)" + as,
        "withResolverStyle(Ljava/time/format/ResolverStyle;)" + as);
    Call.add(calls, Look.ARGUMENTS, BUILDER, "appendPattern(Ljava/lang/String;)L" + BUILDER + ";");
    Call.add(
        calls,
        Look.ARGUMENTS,
        TEXT,
        "<init>(Ljava/lang/String;)V",
        "<init>(Ljava/lang/String;Ljava/util/Locale;)V",
        "<init>(Ljava/lang/String;Ljava/text/DateFormatSymbols;)V",
        "applyPattern(Ljava/lang/String;)V");
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
    if (!(sighting.argument(0) instanceof String pattern)) {
      return StrictYear.failsIn(sighting) ? new Strict() : null;
    }
    if (FINE.has(pattern) || pattern.length() > LONGEST) {
      return null;
    }
    int bits = PatternMixup.of(pattern, taker(sighting.call().owner()));
    if (bits != 0) {
      return new Mixed(pattern, bits);
    }
    if (harmless(pattern)) {
      FINE.add(pattern);
    }
    return null;
  }

  private static Taker taker(String owner) {
    return owner.equals(TEXT) ? Taker.TEXT : owner.equals(BUILDER) ? Taker.BUILDER : Taker.TIME;
  }

  private static boolean harmless(String pattern) {
    int bits = 0;
    for (Taker taker : Taker.values()) {
      bits |= PatternMixup.of(pattern, taker);
    }
    return bits == 0;
  }

  private record Mixed(String pattern, int bits) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      StringBuilder mistakes = new StringBuilder();
      if (has(PatternMixup.MINUTE)) {
        add(mistakes, "minutes (m) where the month (M) belongs");
        finding.fix("write MM for the month");
      }
      if (has(PatternMixup.DAY)) {
        add(mistakes, "the day of the year (D) beside the month: 32 for 1 February");
        finding.fix("write dd for the day of the month");
      }
      if (has(PatternMixup.HALF)) {
        add(mistakes, "an hour of half a day without the half (a): 3 and 15 o'clock look the same");
        finding.fix("write HH for the hour of the day, or add a");
      }
      finding
          .gist("takes another letter than was meant")
          .message("the pattern \"" + Disclosure.plain(pattern) + "\" has " + mistakes);
    }

    private boolean has(int bit) {
      return (bits & bit) != 0;
    }

    private static void add(StringBuilder mistakes, String mistake) {
      mistakes.append(mistakes.length() == 0 ? "" : "; and ").append(mistake);
    }
  }

  private record Strict() implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("is strict about a year whose era is not given")
          .message(
              "a STRICT formatter has the year of an era (y) and no era (G): what it parses has no"
                  + " date, and LocalDate.parse fails")
          .fix("write uuuu for the year, or add the era");
    }
  }
}
