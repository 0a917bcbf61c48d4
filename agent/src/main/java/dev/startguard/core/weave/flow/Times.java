package dev.startguard.core.weave.flow;

import dev.startguard.core.weave.flow.Time.Unit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What calls of the JDK make of times. */
final class Times {
  private static final String CLOCK = "java/time/Clock";
  private static final String INSTANT = "java/time/Instant";
  private static final String DATE = "java/util/Date";
  private static final String DURATION = "java/time/Duration";
  private static final String CHRONO_UNIT = "java/time/temporal/ChronoUnit";
  private static final String TIME_UNIT = "java/util/concurrent/TimeUnit";

  /** A set: a start asks some thousand times, and the JIT takes milliseconds for a long switch. */
  private static final Set<String> OWNERS =
      Set.of(
          "java/lang/System",
          "java/lang/Math",
          "java/lang/Long",
          "java/util/Calendar",
          "java/util/GregorianCalendar",
          "java/sql/Timestamp",
          "java/time/ZonedDateTime",
          "java/time/OffsetDateTime",
          "java/time/LocalDateTime",
          CLOCK,
          INSTANT,
          DATE,
          DURATION,
          CHRONO_UNIT);

  private final Member call;
  private final Frame frame;
  private final int slots;
  private final int at;

  /**
   * @param frame before the call
   * @param slots how many slots its receiver and arguments take
   * @param at the instruction
   */
  Times(Member call, Frame frame, int slots, int at) {
    this.call = call;
    this.frame = frame;
    this.slots = slots;
    this.at = at;
  }

  /** Whether calls of that class may give times, or end them. */
  static boolean knows(String owner) {
    return OWNERS.contains(owner);
  }

  /** Whether a time may end in the call. */
  static boolean ends(Member call) {
    return narrows(call)
        || switch (call.owner()) {
          case DURATION, CHRONO_UNIT -> call.name().equals("between");
          case INSTANT -> call.name().equals("until") || compares(call.name());
          case DATE -> compares(call.name());
          default -> false;
        };
  }

  /** Whether the call makes an int of a long, and throws or not. */
  static boolean narrows(Member call) {
    return switch (call.owner()) {
      case "java/lang/Math" -> call.name().equals("toIntExact");
      case "java/lang/Long" -> call.name().equals("intValue");
      default -> false;
    };
  }

  /** Whether the receiver is another time from now on. */
  static boolean sets(Member call) {
    return call.owner().equals(DATE) && call.name().startsWith("set");
  }

  private static boolean compares(String name) {
    return switch (name) {
      case "isAfter", "isBefore", "after", "before", "compareTo" -> true;
      default -> false;
    };
  }

  /** Whether a call gives a time, wherever that comes from. */
  static boolean source(Member call) {
    return switch (call.owner()) {
      case "java/lang/System" -> call.name().equals("currentTimeMillis");
      case CLOCK -> call.name().equals("millis") || call.name().equals("instant");
      case INSTANT -> call.name().equals("now") || counts(call);
      case DATE ->
          (call.name().equals("<init>") && call.descriptor().equals("()V")) || counts(call);
      default -> counts(call);
    };
  }

  /** Whether it gives the number of an object. */
  private static boolean counts(Member call) {
    return unit(call) != null;
  }

  private static @Nullable Unit unit(Member call) {
    return switch (call.owner()) {
      case DATE, "java/sql/Timestamp" -> call.name().equals("getTime") ? Unit.MILLIS : null;
      case "java/util/Calendar", "java/util/GregorianCalendar" ->
          call.name().equals("getTimeInMillis") ? Unit.MILLIS : null;
      case INSTANT ->
          call.name().equals("toEpochMilli")
              ? Unit.MILLIS
              : call.name().equals("getEpochSecond") ? Unit.SECONDS : null;
      case "java/time/ZonedDateTime", "java/time/OffsetDateTime", "java/time/LocalDateTime" ->
          call.name().equals("toEpochSecond") ? Unit.SECONDS : null;
      default -> null;
    };
  }

  /** The receiver, or the argument, that begins at this slot. */
  private Fact value(int slot) {
    return slot < slots ? frame.below(slots - slot) : Fact.UNKNOWN;
  }

  /** What the call returns. */
  Fact result() {
    return switch (call.owner()) {
      case "java/lang/System" ->
          call.name().equals("currentTimeMillis") ? read(Unit.MILLIS, Time.SYSTEM) : Fact.UNKNOWN;
      case CLOCK -> ofClock();
      case INSTANT -> ofInstant();
      case DATE -> ofDate();
      case TIME_UNIT -> ofUnit();
      case "java/text/SimpleDateFormat", "java/text/DateFormat" ->
          call.name().equals("parse") ? Fact.PARSED : Fact.UNKNOWN;
      case "java/lang/Long" ->
          call.descriptor().equals("(J)Ljava/lang/Long;") || call.descriptor().equals("()J")
              ? value(0)
              : Fact.UNKNOWN;
      case "java/lang/Integer" ->
          call.descriptor().equals("(I)Ljava/lang/Integer;") || call.descriptor().equals("()I")
              ? value(0)
              : Fact.UNKNOWN;
      default -> counted();
    };
  }

  /** What becomes of the new object whose constructor this is. */
  Fact constructed() {
    if (!call.owner().equals(DATE)) {
      return Fact.UNKNOWN;
    }
    Time time = value(1).time();
    return switch (call.descriptor()) {
      case "()V" -> read(Unit.OBJECT, Time.SYSTEM);
      case "(J)V" ->
          time != null && time.unit() == Unit.MILLIS
              ? Fact.time(time.in(Unit.OBJECT))
              : Fact.UNKNOWN;
      default -> Fact.UNKNOWN;
    };
  }

  private Fact read(Unit unit, @Nullable String clock) {
    return Fact.time(
        clock == null ? Time.counted(unit, call.api()) : Time.read(unit, clock, at, call.api()));
  }

  private Fact ofClock() {
    return switch (call.name()) {
      case "systemUTC", "systemDefaultZone", "system" -> Fact.clock(Time.SYSTEM);
      case "millis" -> read(Unit.MILLIS, value(0).clock());
      case "instant" -> read(Unit.OBJECT, value(0).clock());
      default -> Fact.UNKNOWN;
    };
  }

  private Fact ofInstant() {
    Fact self = value(0);
    Time time = self.time();
    return switch (call.name()) {
      case "now" -> read(Unit.OBJECT, slots == 0 ? Time.SYSTEM : self.clock());
      case "ofEpochMilli" -> made(time, Unit.MILLIS);
      case "ofEpochSecond" -> made(time, Unit.SECONDS);
      case "plus", "plusSeconds", "plusMillis", "plusNanos" -> shifted(time);
      case "minus", "minusSeconds", "minusMillis", "minusNanos" -> shifted(time);
      default -> counted();
    };
  }

  private Fact made(@Nullable Time number, Unit unit) {
    return number != null && number.unit() == unit && slots == 2
        ? Fact.time(number.in(Unit.OBJECT))
        : Fact.UNKNOWN;
  }

  private Fact shifted(@Nullable Time time) {
    return time != null && span(value(1)) ? Fact.time(time.shift(Unit.OBJECT)) : Fact.UNKNOWN;
  }

  private Fact ofDate() {
    Fact self = value(0);
    Time time = self.time();
    return switch (call.name()) {
      case "toInstant", "from" -> time != null || self.is(Fact.Sort.PARSED) ? self : Fact.UNKNOWN;
      default -> counted();
    };
  }

  /** Whether it may be added to a time, and the sum is one. */
  static boolean span(Fact fact) {
    return fact.time() == null && !fact.is(Fact.Sort.SPAN);
  }

  private Fact counted() {
    Unit unit = unit(call);
    if (unit == null || value(0).is(Fact.Sort.PARSED)) {
      return Fact.UNKNOWN;
    }
    Time time = value(0).time();
    return Fact.time(
        time == null || time.unit() != Unit.OBJECT
            ? Time.counted(unit, call.api())
            : time.countedBy(unit, call.api()));
  }

  /** {@code MILLISECONDS.toSeconds(t)}, {@code SECONDS.convert(t, MILLISECONDS)}. */
  private Fact ofUnit() {
    Time time = value(1).time();
    if (time == null || time.unit() != Unit.MILLIS) {
      return Fact.UNKNOWN;
    }
    Fact from = call.name().equals("convert") ? value(3) : value(0);
    Fact to = value(0);
    boolean seconds =
        call.name().equals("toSeconds")
            || (call.name().equals("convert")
                && to.is(Fact.Sort.UNIT)
                && to.text().equals("SECONDS"));
    boolean millis = from.is(Fact.Sort.UNIT) && from.text().equals("MILLISECONDS");
    return seconds && millis ? Fact.time(time.in(Unit.SECONDS)) : Fact.UNKNOWN;
  }

  /** In which form the call measures two readings of a clock; null when it does not. */
  @Nullable String measured() {
    if (!ends(call) || narrows(call)) {
      return null;
    }
    Time one = value(0).time();
    Time other = value(1).time();
    if (call.owner().equals(CHRONO_UNIT)) {
      return between(other, value(2).time());
    }
    return compares(call.name()) ? compared(one, other) : between(one, other);
  }

  /** The form of a difference; null when it is none of two readings of a clock. */
  static @Nullable String between(@Nullable Time one, @Nullable Time other) {
    if (one == null || other == null || !one.measures(other)) {
      return null;
    }
    return one.shifted() || other.shifted() ? Match.DEADLINE : Match.DURATION;
  }

  /** The form of a comparison: only with a deadline it is meant to tell how much time is left. */
  static @Nullable String compared(@Nullable Time one, @Nullable Time other) {
    return one != null && other != null && one.measures(other) && one.shifted() != other.shifted()
        ? Match.DEADLINE
        : null;
  }
}
