package dev.startguard.core.rule.calendar;

import java.util.Locale;

/** What a pattern mixes up, as bits: two mistakes in one pattern are not rare. */
final class PatternMixup {
  /** An hour from 1 to 12, or from 0 to 11, without its half of the day. */
  static final int HALF = 1;

  /** The day of the year beside the month. */
  static final int DAY = 2;

  /** The minute where the month belongs. */
  static final int MINUTE = 4;

  /** Where the pattern goes: a letter means another thing, or is not all there is. */
  enum Taker {
    TIME,
    TEXT,
    BUILDER
  }

  private enum Kind {
    NONE,
    YEAR,
    MONTH,
    DAY,
    ORDINAL,
    NAME,
    HOUR,
    CLOCK_HOUR,
    MINUTE,
    HALF,
    OTHER
  }

  private final Taker taker;
  private Kind previous = Kind.NONE;
  private Kind beforeMinute = Kind.NONE;
  private boolean minute;
  private boolean minuteLast;
  private boolean misplaced;
  private boolean year;
  private boolean month;
  private boolean day;
  private boolean ordinal;
  private boolean hour;
  private boolean clockHour;
  private boolean half;

  private PatternMixup(Taker taker) {
    this.taker = taker;
  }

  /** The bits; 0 when nothing is certain. */
  static int of(String pattern, Taker taker) {
    if (!mayMix(pattern)) {
      return 0;
    }
    PatternMixup mixup = new PatternMixup(taker);
    PatternCursor cursor = new PatternCursor(pattern);
    while (cursor.next()) {
      if (cursor.letter() != 0) {
        mixup.take(cursor.letter());
      }
    }
    return cursor.open() ? 0 : mixup.bits(pattern);
  }

  /** Whether there is a letter in it that is mixed up, quotes aside: most patterns have none. */
  private static boolean mayMix(String pattern) {
    boolean suspect = false;
    boolean minute = false;
    boolean month = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      suspect |= c == 'h' || c == 'K' || c == 'D' || c == '\'';
      minute |= c == 'm';
      month |= c == 'M' || c == 'L';
    }
    return suspect || (minute && !month);
  }

  private void take(char letter) {
    if (letter == 'p' && taker != Taker.TEXT) {
      return; // pads what follows
    }
    Kind kind = kind(letter);
    if (minuteLast) {
      misplaced |= monthly(kind);
    }
    minuteLast = kind == Kind.MINUTE;
    if (minuteLast) {
      beforeMinute = previous;
    }
    previous = kind;
    minute |= kind == Kind.MINUTE;
    year |= kind == Kind.YEAR;
    month |= kind == Kind.MONTH;
    day |= kind == Kind.DAY;
    ordinal |= kind == Kind.ORDINAL;
    hour |= kind == Kind.HOUR;
    clockHour |= kind == Kind.CLOCK_HOUR;
    half |= kind == Kind.HALF;
  }

  /** Whether the minute between its two neighbours stands where a month would. */
  private boolean monthly(Kind after) {
    boolean dated =
        beforeMinute == Kind.YEAR || beforeMinute == Kind.DAY || beforeMinute == Kind.NAME;
    boolean onward = after == Kind.YEAR || after == Kind.DAY || after == Kind.ORDINAL;
    boolean ends = after == Kind.NONE || after == Kind.HOUR || after == Kind.CLOCK_HOUR;
    return onward
        ? dated || beforeMinute == Kind.NONE
        : dated && ends && !hour && !clockHour; // an hour before it may be whose minute it is
  }

  private int bits(String pattern) {
    if (minuteLast) {
      misplaced |= monthly(Kind.NONE);
    }
    boolean whole = taker != Taker.BUILDER; // the rest of a builder may say what is missing
    int bits = 0;
    if (whole && clockHour && !half && !hour && (minute || day) && !namesHalf(pattern)) {
      bits |= HALF;
    }
    if (ordinal && month && !day && (whole || year)) {
      bits |= DAY;
    }
    if (misplaced && year && !month) {
      bits |= MINUTE;
    }
    return bits;
  }

  /** Whether the half of the day is written out: {@code hh:mm 'p.m.'}. */
  private static boolean namesHalf(String pattern) {
    String text = pattern.toLowerCase(Locale.ROOT);
    return text.contains("am") || text.contains("pm") || text.contains(".m");
  }

  private Kind kind(char letter) {
    return switch (letter) {
      case 'y', 'Y' -> Kind.YEAR;
      case 'u' -> taker == Taker.TEXT ? Kind.OTHER : Kind.YEAR; // the weekday in java.text
      case 'M', 'L' -> Kind.MONTH;
      case 'd' -> Kind.DAY;
      case 'D' -> Kind.ORDINAL;
      case 'E', 'G' -> Kind.NAME;
      case 'H', 'k', 'A', 'N' -> Kind.HOUR;
      case 'h', 'K' -> Kind.CLOCK_HOUR;
      case 'm' -> Kind.MINUTE;
      case 'a', 'B' -> Kind.HALF;
      default -> Kind.OTHER;
    };
  }
}
