package dev.startguard.core.rule.calendar;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a text is read along a pattern of {@code java.text}: as {@code SimpleDateFormat.subParse}
 * does, but numbers in ASCII digits only. What it meets otherwise it does not judge. Patterns are
 * constants mostly, so the last plans are remembered.
 */
final class TextPlan {
  private static final int REMEMBERED = 64;

  /** Lost writes cost a plan made anew, so nothing guards them. */
  private static final @Nullable TextPlan[] PLANS = new TextPlan[REMEMBERED];

  /** A step that ends the reading: how long a zone is, is not known. */
  private static final int ZONE = 1;

  private static final int WORD = 2;
  private static final int LITERAL = 3;
  private static final int ERA = 4;

  /** And so on: the letter of a number, above its most digits; 0 when there is no such limit. */
  private static final int LETTER = 16;

  /** In place of a letter: hours that may be any number. */
  private static final char HOURS = 'i';

  private static final int DIGITS = (1 << LETTER) - 1;

  /** So many digits are an int, whatever they are. */
  private static final int MOST_DIGITS = 9;

  /** Above the 32 bits of a number: how many digits, and where it ends. */
  private static final int COUNT = 32;

  private static final int END = 40;

  /** Since when no country reckons by the Julian calendar, which has more leap years. */
  private static final int GREGORIAN = 1930;

  private final String pattern;
  private final int[] steps;

  /** By step: up to which number nothing is to be said, whatever the others are. */
  private final int[] harmless;

  /** Null for a pattern that has none. */
  private final @Nullable UsualText usual;

  private final boolean zoned;
  private final boolean monthInWords;

  /** Whether neither date nor hour is there: 75:30 may be how long something took. */
  private final boolean duration;

  /** Whether a strict format has refused, once, what this says is impossible. */
  private volatile boolean confirmed;

  private TextPlan(String pattern) {
    this.pattern = pattern;
    usual = UsualText.of(pattern);
    int[] found = new int[pattern.length()];
    int count = 0;
    boolean zone = false;
    boolean words = false;
    boolean anchored = false;
    boolean dated = false;
    boolean halves = false;
    PatternCursor cursor = new PatternCursor(pattern);
    while (!zone && cursor.next()) {
      char letter = cursor.letter();
      boolean month = letter == 'M' || letter == 'L';
      zone = letter == 'z' || letter == 'Z' || letter == 'X';
      if (letter == 0) {
        found[count++] = LITERAL << LETTER | cursor.literal();
      } else if (zone || letter == 'G') {
        found[count++] = (zone ? ZONE : ERA) << LETTER;
      } else if (letter == 'E' || letter == 'a' || (month && cursor.count() > 2)) {
        words |= month;
        halves |= letter == 'a';
        dated |= letter != 'a';
        anchored |= letter != 'a';
        found[count++] = WORD << LETTER;
      } else {
        // the number of letters limits the digits, and says how two digits of a year are meant
        int limit = cursor.abuts() ? cursor.count() : 0;
        anchored |= letter != 'm' && letter != 's' && letter != 'S';
        dated |= "HkKhmsS".indexOf(letter) < 0;
        boolean century = letter == 'y' && cursor.count() <= 2;
        found[count++] = (century ? 'c' : letter) << LETTER | limit;
      }
    }
    steps = Arrays.copyOf(found, count);
    harmless = new int[count];
    for (int i = 0; i < count; i++) {
      char letter = meant((char) (steps[i] >>> LETTER), dated, halves);
      steps[i] = letter << LETTER | (steps[i] & DIGITS);
      harmless[i] = harmless(letter);
    }
    zoned = zone;
    monthInWords = words;
    duration = !anchored;
  }

  /**
   * Hours of half a day are those of a whole one where nothing says which half, as 15:30 read by
   * {@code hh:mm} is; and without a date they may be how long something took: 25:35.
   *
   * @param halves whether the pattern says which half
   */
  private static char meant(char letter, boolean dated, boolean halves) {
    if (halves || "HkKh".indexOf(letter) < 0) {
      return letter;
    }
    return !dated ? HOURS : letter == 'k' ? letter : 'H';
  }

  static TextPlan of(String pattern) {
    int slot = pattern.hashCode() & REMEMBERED - 1;
    TextPlan known = PLANS[slot];
    if (known != null && known.pattern.equals(pattern)) {
      return known;
    }
    TextPlan plan = new TextPlan(pattern);
    PLANS[slot] = plan;
    return plan;
  }

  /**
   * Whether the month is a word, and no zone moves the day: the date itself can be asked for it.
   */
  boolean tellsTheDay() {
    return monthInWords && !zoned;
  }

  /** Whether a zone says which moment is meant. */
  boolean zoned() {
    return zoned;
  }

  String pattern() {
    return pattern;
  }

  boolean confirmed() {
    return confirmed;
  }

  void confirm() {
    confirmed = true;
  }

  /** Up to which number nothing is to be said of that letter's, whatever the others are. */
  static int harmless(char letter) {
    return switch (letter) {
      case 'M', 'L' -> 12;
      case 'd' -> 28; // each month has so many
      case 'D' -> 365;
      case 'H' -> 23;
      case 'k' -> 24;
      case 'K' -> 11;
      case 'h' -> 12;
      case 'm', 's' -> 59;
      case 'S' -> 999;
      default -> Integer.MAX_VALUE;
    };
  }

  /** Whether that letter's numbers begin with one. */
  static boolean fromOne(char letter) {
    return letter == 'M' || letter == 'L' || letter == 'd' || letter == 'D';
  }

  /** Whether the text can be followed, and no number of it can be wrong. Most texts are such. */
  boolean harmless(String text) {
    return duration || (usual != null && usual.is(text)) || followed(text);
  }

  private boolean followed(String text) {
    int at = 0;
    for (int i = 0; i < steps.length; i++) {
      int step = steps[i];
      int kind = step >>> LETTER;
      if (kind <= ERA) {
        if (kind == ZONE) {
          return true;
        }
        at = kind == LITERAL ? literal(text, at, step) : word(text, at);
      } else {
        long number = number(text, at, step & DIGITS);
        int value = (int) number;
        if (number < 0 || value > harmless[i] || (value == 0 && fromOne((char) kind))) {
          return false;
        }
        at = (int) (number >>> END);
      }
      if (at < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads the text.
   *
   * @return where the reading ended; -1 when the text cannot be followed
   */
  int read(String text, WrittenDate written) {
    int at = 0;
    boolean era = false;
    for (int step : steps) {
      int kind = step >>> LETTER;
      if (kind == ZONE) {
        break;
      }
      if (kind <= ERA) {
        era |= kind == ERA;
        at = kind == LITERAL ? literal(text, at, step) : word(text, at);
      } else {
        long number = number(text, at, step & DIGITS);
        if (number < 0) {
          return -1;
        }
        set(written, (char) kind, (int) number, (int) (number >>> COUNT) & 0xff);
        at = (int) (number >>> END);
      }
      if (at < 0) {
        return -1;
      }
    }
    if (era) {
      written.year = WrittenDate.UNKNOWN;
      written.yearOfCentury = WrittenDate.UNKNOWN;
    }
    return at;
  }

  private static int literal(String text, int at, int step) {
    return at < text.length() && text.charAt(at) == (step & DIGITS) ? at + 1 : -1;
  }

  private static int word(String text, int from) {
    int at = from;
    while (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return at > from ? at : -1;
  }

  /** The number, how many digits it has, and where it ends, in one; negative when none is there. */
  private static long number(String text, int start, int limit) {
    int end = limit == 0 ? text.length() : Math.min(start + limit, text.length());
    int from = start;
    while (from < end && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
      from++;
    }
    int at = from;
    int value = 0;
    while (at < end) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
      at++;
    }
    if (at == from || at - from > MOST_DIGITS) {
      return -1; // a sign, other digits, or more than count
    }
    return (long) at << END | (long) (at - from) << COUNT | value;
  }

  private static void set(WrittenDate written, char letter, int value, int digits) {
    switch (letter) {
      case 'c' -> {
        boolean guessed = digits == 2;
        written.year = guessed || value < GREGORIAN ? WrittenDate.UNKNOWN : value;
        written.yearOfCentury = guessed ? value : WrittenDate.UNKNOWN;
      }
      case 'y' -> written.year = value < GREGORIAN ? WrittenDate.UNKNOWN : value;
      case 'M', 'L' -> written.month = value;
      case 'd' -> written.day = value;
      case 'D' -> written.dayOfYear = value;
      case 'H' -> hour(written, value, 23);
      case 'k' -> hour(written, value, 24);
      case 'K' -> hour(written, value, 11);
      case 'h' -> hour(written, value, 12);
      case 'm' -> written.minute = value;
      case 's' -> written.second = value;
      case 'S' -> written.milli = value;
      default -> {} // weeks and weekdays: which of them counts depends on what else is there
    }
  }

  private static void hour(WrittenDate written, int value, int last) {
    written.hour = value;
    written.lastHour = last;
  }
}
