package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Jdk;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.calendar.LenientParseRule.Became;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** The part of {@code java.text}. Loaded when such a call has returned. */
final class LenientText {
  private LenientText() {}

  /** Whether the text is in order for that format, whatever it was made: nearly all are. */
  static boolean harmless(@Nullable Object receiver, String text) {
    return receiver instanceof SimpleDateFormat format
        && format.getClass() == SimpleDateFormat.class
        && TextPlan.of(format.toPattern()).harmless(text);
  }

  static @Nullable Case look(Sighting sighting, String text, PrintedBack printedBack) {
    // a subclass, and what it is made of, may be code of the application's
    if (!(sighting.receiver() instanceof SimpleDateFormat format)
        || format.getClass() != SimpleDateFormat.class
        || !(sighting.result() instanceof Date date)
        || !format.isLenient()
        || format.getCalendar().getClass() != GregorianCalendar.class
        || !Jdk.made(format.getNumberFormat())) {
      return null;
    }
    TextPlan plan = TextPlan.of(format.toPattern());
    if (plan.harmless(text)) {
      return null;
    }
    WrittenDate written = new WrittenDate();
    int end = plan.read(text, written);
    if (end < 0
        || (written.possible() && !carried(written, plan, format, date))
        || printedBack.at(sighting.site())) {
      return null;
    }
    if (!plan.confirmed()) {
      if (strictly(format, text)) {
        return null;
      }
      plan.confirm();
    }
    printedBack.made(date, plan.pattern(), sighting.site());
    return new Became(
        text,
        end,
        written,
        plan.zoned() ? date.toInstant() : at(format, date),
        "call setLenient(false), or take java.time with ResolverStyle.STRICT",
        sighting.site(),
        printedBack);
  }

  /** A date is about to be printed: perhaps one that was made of a text of another. */
  static void printing(Sighting sighting, PrintedBack printedBack) {
    if (sighting.receiver() instanceof SimpleDateFormat format
        && format.getClass() == SimpleDateFormat.class) {
      printedBack.printing(sighting.argument(0), format.toPattern());
    }
  }

  /** Where the month is a word: whether its last days became the next one's first. */
  private static boolean carried(
      WrittenDate written, TextPlan plan, SimpleDateFormat format, Date date) {
    if (written.day <= 28 || !plan.tellsTheDay() || written.runsOver()) {
      return false;
    }
    LocalDateTime local = at(format, date);
    return local != null && local.getDayOfMonth() < 4;
  }

  /** Whether a strict format takes the text; asked of a copy, since the format is in use. */
  private static boolean strictly(SimpleDateFormat format, String text) {
    SimpleDateFormat strict = (SimpleDateFormat) format.clone();
    strict.setLenient(false);
    return strict.parse(text, new ParsePosition(0)) != null;
  }

  /** In the format's zone; null when that is no zone of the JDK's. */
  @SuppressWarnings("JavaUtilDate") // it is what the format takes and gives
  private static @Nullable LocalDateTime at(SimpleDateFormat format, Date date) {
    TimeZone zone = format.getTimeZone();
    if (!Jdk.made(zone)) {
      return null;
    }
    long local = date.getTime() + zone.getOffset(date.getTime());
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(local, 1000), (int) Math.floorMod(local, 1000L) * 1_000_000, ZoneOffset.UTC);
  }
}
