package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A date that does not exist was parsed, and became another one. */
public final class LenientParseRule implements Rule {
  private static final String[] TYPES = {
    "LocalDate", "LocalDateTime", "ZonedDateTime", "OffsetDateTime"
  };

  private final PrintedBack printedBack = new PrintedBack();

  @Override
  public String id() {
    return "lenient-parse";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PROVEN;
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    String time = "java/time/";
    String formatter = time + "format/DateTimeFormatter";
    String text = "Ljava/lang/CharSequence;";
    for (String type : TYPES) {
      String parse = "parse(" + text + "L" + formatter + ";)L" + time + type + ";";
      Call.add(calls, Look.RESULT, time + type, parse);
    }
    Call.add(
        calls,
        Look.RESULT,
        formatter,
        "parse(" + text + ")Ljava/time/temporal/TemporalAccessor;",
        "parse(" + text + "Ljava/time/temporal/TemporalQuery;)Ljava/lang/Object;");
    String date = "parse(Ljava/lang/String;)Ljava/util/Date;";
    String print = "format(Ljava/util/Date;)Ljava/lang/String;";
    for (String format : new String[] {"java/text/SimpleDateFormat", "java/text/DateFormat"}) {
      Call.add(calls, Look.RESULT, format, date);
      Call.add(calls, Look.ARGUMENTS, format, print);
    }
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    if (call.look() == Look.ARGUMENTS) {
      return printedBack.unknown(first);
    }
    return result instanceof Date
        && first instanceof String text
        && LenientText.harmless(receiver, text);
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (sighting.call().look() == Look.ARGUMENTS) {
      LenientText.printing(sighting, printedBack);
      return null;
    }
    // of other sequences each character would be asked of the application's code
    if (!(sighting.argument(0) instanceof String text)) {
      return null;
    }
    return sighting.call().owner().startsWith("java/text/")
        ? LenientText.look(sighting, text, printedBack)
        : LenientTime.look(sighting, text);
  }

  /**
   * What was made of a text; words are made of it later.
   *
   * @param end where the reading of it ended: what follows is nobody's business
   * @param date what it became; null when that is not known
   * @param fix what to write in place of it
   * @param printedBack who knows what is printed again; null where nobody does
   */
  record Became(
      String text,
      int end,
      WrittenDate written,
      @Nullable Object date,
      String fix,
      Site site,
      @Nullable PrintedBack printedBack)
      implements Case {
    private static final int LONGEST = 40;

    @Override
    public void describe(FindingBuilder finding) {
      String read = end > LONGEST ? text.substring(0, LONGEST) + "…" : text.substring(0, end);
      finding
          .gist("made another date of one that does not exist")
          .message(
              '"'
                  + Disclosure.plain(read)
                  + "\" was parsed as "
                  + (date == null ? "another" : date)
                  + ": there is no "
                  + written.impossible())
          .fix(fix);
    }

    /** The text may be compared with what is printed of the date, a line further on. */
    @Override
    public boolean stands() {
      return printedBack == null || !printedBack.at(site);
    }
  }
}
