package dev.startguard.core.weave.flow;

import org.jspecify.annotations.Nullable;

/** What is known of a value on the stack, in a local or in a field. */
final class Fact {
  enum Sort {
    /** Not assigned yet, as far as is known: gives way to anything. */
    NONE,
    UNKNOWN,
    /** A number, or null as 0. */
    CONSTANT,
    /** A new object whose constructor has not run. */
    FRESH,
    /** A {@code java.time.Clock}. */
    CLOCK,
    /** A constant of {@code TimeUnit}. */
    UNIT,
    TIME,
    /** A Date, or an Instant, that was read from a text: it may be a time of day. */
    PARSED,
    /** An int that was a time; the number is the spot. */
    NARROWED,
    /** The difference of a time and something. */
    SPAN,
    /** A product, or another number that is no time. */
    MIXED
  }

  static final Fact NONE = new Fact(Sort.NONE, 0, "", null);
  static final Fact UNKNOWN = new Fact(Sort.UNKNOWN, 0, "", null);
  static final Fact PARSED = new Fact(Sort.PARSED, 0, "", null);
  static final Fact SPAN = new Fact(Sort.SPAN, 0, "", null);
  static final Fact MIXED = new Fact(Sort.MIXED, 0, "", null);

  private final Sort sort;
  private final long number;
  private final String text;
  private final @Nullable Time time;

  private Fact(Sort sort, long number, String text, @Nullable Time time) {
    this.sort = sort;
    this.number = number;
    this.text = text;
    this.time = time;
  }

  static Fact constant(long number) {
    return new Fact(Sort.CONSTANT, number, "", null);
  }

  static Fact fresh(int instruction) {
    return new Fact(Sort.FRESH, instruction, "", null);
  }

  static Fact clock(String name) {
    return new Fact(Sort.CLOCK, 0, name, null);
  }

  static Fact unit(String name) {
    return new Fact(Sort.UNIT, 0, name, null);
  }

  static Fact time(@Nullable Time time) {
    return time == null ? UNKNOWN : new Fact(Sort.TIME, 0, "", time);
  }

  /**
   * @param spot where it was narrowed
   * @param millis whether it counted milliseconds
   */
  static Fact narrowed(int spot, boolean millis) {
    return new Fact(Sort.NARROWED, spot, millis ? Match.MILLIS : Match.SECONDS, null);
  }

  boolean is(Sort other) {
    return sort == other;
  }

  long number() {
    return number;
  }

  String text() {
    return text;
  }

  /** The time that it is; null when it is none. */
  @Nullable Time time() {
    return time;
  }

  /** The clock that it is; null when it is none. */
  @Nullable String clock() {
    return sort == Sort.CLOCK ? text : null;
  }

  /** Either of two. */
  Fact or(Fact other) {
    if (this == other || other.sort == Sort.NONE) {
      return this;
    }
    if (sort == Sort.NONE) {
      return other;
    }
    if (time != null) {
      return other.time != null
          ? time.same(other.time) ? this : time(time.or(other.time))
          : other.stop() ? time(time.ofMany()) : UNKNOWN;
    }
    if (other.time != null) {
      return other.or(this);
    }
    if (is(Sort.PARSED) || other.is(Sort.PARSED)) {
      return stop() || other.stop() || same(other) ? PARSED : UNKNOWN;
    }
    return same(other) ? this : UNKNOWN;
  }

  /** Whether it stands for no time: 0, -1, null, and the ends of the range. */
  boolean stop() {
    return sort == Sort.CONSTANT
        && (number == 0 || number == -1 || number == Long.MAX_VALUE || number == Long.MIN_VALUE);
  }

  boolean same(Fact other) {
    return sort == other.sort
        && number == other.number
        && text.equals(other.text)
        && (time == null ? other.time == null : other.time != null && time.same(other.time));
  }
}
