package dev.startguard.core.weave.flow;

import org.jspecify.annotations.Nullable;

/**
 * A point in time, counted or as an object.
 *
 * @param unit what it counts
 * @param clock which clock this process read it from, {@link #SYSTEM} or a name for a {@code
 *     java.time.Clock}; null when it may come from elsewhere: a file, a row, a message
 * @param shifted whether something may have been added to it
 * @param origin the instruction that read it; {@link #MANY} when there may be several
 * @param reading the call that read the clock; "" when none did
 * @param counting the call that gave the number
 */
record Time(
    Unit unit,
    @Nullable String clock,
    boolean shifted,
    int origin,
    String reading,
    String counting) {

  enum Unit {
    MILLIS,
    SECONDS,
    /** Another number that grows with time. */
    OTHER,
    /** A Date, an Instant. */
    OBJECT
  }

  static final String SYSTEM = "";
  static final int MANY = -1;

  /** A clock was read. */
  static Time read(Unit unit, String clock, int origin, String api) {
    return new Time(unit, clock, false, origin, api, api);
  }

  /** A number of which only the unit is known. */
  static Time counted(Unit unit, String api) {
    return new Time(unit, null, false, MANY, "", api);
  }

  Time in(Unit other) {
    return new Time(other, clock, shifted, origin, reading, counting);
  }

  /** The number that this call gives of it. */
  Time countedBy(Unit as, String api) {
    return new Time(as, clock, shifted, origin, reading, api);
  }

  Time shift(Unit to) {
    return new Time(to, clock, true, origin, reading, counting);
  }

  Time ofMany() {
    return origin == MANY ? this : new Time(unit, clock, shifted, MANY, reading, counting);
  }

  /** Whether both were read by this process from one clock, and not in one reading. */
  boolean measures(Time other) {
    return clock != null && clock.equals(other.clock) && (origin == MANY || origin != other.origin);
  }

  /** Either of two; null when that is no time of one kind. */
  @Nullable Time or(Time other) {
    if (unit != other.unit) {
      return null;
    }
    boolean sameClock = clock != null && clock.equals(other.clock);
    return new Time(
        unit,
        sameClock ? clock : null,
        shifted || other.shifted,
        origin == other.origin ? origin : MANY,
        sameClock ? lesser(reading, other.reading) : "",
        lesser(counting, other.counting));
  }

  boolean same(Time other) {
    return unit == other.unit
        && (clock == null ? other.clock == null : clock.equals(other.clock))
        && shifted == other.shifted
        && origin == other.origin
        && reading.equals(other.reading)
        && counting.equals(other.counting);
  }

  /** One of the two, whichever comes first. */
  private static String lesser(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
