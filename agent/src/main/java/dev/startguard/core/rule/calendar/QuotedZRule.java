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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A quoted Z was printed after a time of day that is not UTC's. */
public final class QuotedZRule implements Rule {
  private static final String TEXT = "java/text/";

  @Override
  public String id() {
    return "quoted-z";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PROVEN;
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    String time = "java/time/";
    String formatter = time + "format/DateTimeFormatter";
    String text = "Ljava/lang/String;";
    String given = "format(L" + formatter + ";)" + text;
    Call.add(calls, Look.RESULT, formatter, "format(Ljava/time/temporal/TemporalAccessor;)" + text);
    Call.add(calls, Look.RESULT, time + "ZonedDateTime", given);
    Call.add(calls, Look.RESULT, time + "chrono/ChronoZonedDateTime", given);
    Call.add(calls, Look.RESULT, time + "OffsetDateTime", given);
    Call.add(calls, Look.RESULT, time + "OffsetTime", given);
    String date = "format(Ljava/util/Date;)" + text;
    String object = "format(Ljava/lang/Object;)" + text;
    Call.add(calls, Look.RESULT, TEXT + "SimpleDateFormat", date, object);
    Call.add(calls, Look.RESULT, TEXT + "DateFormat", date, object);
    Call.add(calls, Look.RESULT, TEXT + "Format", object);
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    return result instanceof String printed
        && (printed.indexOf('Z') < 0 || QuotedZInTime.ofUtc(receiver, first));
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (!(sighting.result() instanceof String printed) || !hasZ(printed)) {
      return null; // nearly all calls end here
    }
    return sighting.call().owner().startsWith(TEXT)
        ? QuotedZInText.look(sighting, printed)
        : QuotedZInTime.look(sighting, printed);
  }

  /** Whether a Z alone follows a digit: no word's, and no optional part that was left out. */
  private static boolean hasZ(String printed) {
    for (int at = printed.indexOf('Z', 1); at > 0; at = printed.indexOf('Z', at + 1)) {
      if (Character.isDigit(printed.charAt(at - 1)) && !goesOn(printed, at + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean goesOn(String printed, int index) {
    return index < printed.length()
        && (Character.isLetterOrDigit(printed.charAt(index)) || printed.charAt(index) == '\'');
  }

  /**
   * What was printed; words are made of it later.
   *
   * @param moment which was printed, in milliseconds of the epoch; null for a time without a date
   * @param whose whose offset it is
   * @param zone the zone that has it; null when nothing but the offset was there
   */
  record Printed(
      String text, @Nullable Long moment, int seconds, String whose, @Nullable Object zone)
      implements Case {
    private static final int LONGEST = 40;

    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("prints Z, which means UTC, after another time")
          .message(
              (text.length() > LONGEST ? "a text with a Z" : '"' + text + '"')
                  + " was printed of a time with the offset "
                  + ZoneOffset.ofTotalSeconds(seconds)
                  + " ("
                  + whose
                  + (zone == null ? "" : " " + zone)
                  + ")"
                  + (moment == null ? "" : ", which is " + Instant.ofEpochMilli(moment))
                  + ": whoever reads it is off by "
                  + off())
          .why("a quoted 'Z' is printed as it stands, whatever the offset is")
          .fix("write XXX for the offset, without quotes")
          .fix("or keep the Z, and give the formatter the zone UTC");
    }

    private String off() {
      int minutes = Math.abs(seconds) / 60;
      return (minutes >= 60 ? minutes / 60 + " h" : "")
          + (minutes >= 60 && minutes % 60 > 0 ? " " : "")
          + (minutes % 60 > 0 ? minutes % 60 + " min" : "")
          + (minutes == 0 ? "seconds" : "");
    }
  }
}
