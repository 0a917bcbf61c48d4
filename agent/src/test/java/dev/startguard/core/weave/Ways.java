package dev.startguard.core.weave;

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.ChronoLocalDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Every way to write a call. Each method that takes nothing makes at least one watched call, or is
 * named so; it is run as it is and woven.
 */
@SuppressWarnings({
  "JavaTimeDefaultTimeZone",
  "JavaUtilDate",
  "UnnecessaryLambda",
  "UnnecessaryMethodReference",
  "InvalidTimeZoneID",
  "ReturnValueIgnored",
  "AlwaysThrows",
  "DereferenceWithNullBranch",
  "TimeInStaticInitializer",
  "UnnecessaryLongToIntConversion",
  "unused"
})
final class Ways {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final LocalDateTime GAP = LocalDateTime.of(2027, 3, 28, 2, 30);

  private static final int[] DAYS = {3};
  private static final Object LOCK = new Object();

  private Ways() {}

  // --- seen once

  static Object seenDirectly() {
    return LocalDate.now() != null;
  }

  static Object seenInALambda() {
    Supplier<LocalDate> today = () -> LocalDate.now();
    return today.get() != null;
  }

  static Object seenByAReference() {
    Supplier<LocalDate> today = LocalDate::now;
    return today.get() != null;
  }

  static Object seenInAnInitializer() {
    return Initialized.TODAY != null;
  }

  static Object seenInAnInterface() {
    return new Face() {}.today() != null;
  }

  static Object seenInAConstructor() {
    return new Made(LocalDate.now()).at != null;
  }

  static Object seenTwiceInOneLine() {
    return LocalDate.now().isAfter(LocalDate.now());
  }

  // --- values

  static Object twoReferences() {
    return GAP.atZone(BERLIN);
  }

  static Object interfaceCall() {
    ChronoLocalDateTime<LocalDate> gap = GAP;
    return gap.atZone(BERLIN);
  }

  static Object oneArgument() {
    return TimeZone.getTimeZone("Europe/Berln").getID();
  }

  static Object constructorWithALong() {
    return new Date(1_800_000_000L).getTime();
  }

  static Object constructorWhoseResultIsDropped() {
    new Date(5L);
    return "dropped";
  }

  static Object superConstructor() {
    return new Later(7L).getTime();
  }

  static Object superCall() {
    return new Later(7L).compareTo(new Date(8L));
  }

  static Object subclassOfACalendar() {
    return new Deadline(2027, 4, 5).get(Calendar.DAY_OF_MONTH);
  }

  static Object manyArguments() {
    return ZonedDateTime.of(2027, 3, 28, 2, 30, 0, 0, BERLIN);
  }

  static Object receiverAndInts() {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    calendar.clear();
    calendar.set(2027, 1, 31);
    return calendar.getTimeInMillis();
  }

  static Object argumentWithABranch() {
    return TimeZone.getTimeZone(GAP.getHour() == 2 ? "UTC" : "GMT").getID();
  }

  static Object nested() {
    return GAP.atZone(ZoneId.of(TimeZone.getTimeZone("Asia/Tokyo").getID()))
        .equals(ZonedDateTime.of(2027, 3, 28, 2, 30, 0, 0, BERLIN));
  }

  static Object inALoopWithFrames() {
    long sum = 0;
    for (int i = 0; i < 40; i++) {
      for (String zone : List.of("UTC", "Europe/Berlin")) {
        double before = i / 2.0;
        sum += Instant.ofEpochMilli(i % 2 == 0 ? i : -i).toEpochMilli() + (long) before;
        sum += ZonedDateTime.of(2027, 1, 1 + i % 28, i % 24, 0, 0, 0, ZoneId.of(zone)).getHour();
        switch (i % 3) {
          case 0 -> sum += LocalDate.EPOCH.plusMonths(i).getMonthValue();
          case 1 -> sum -= Duration.ofMinutes(i).toMillis();
          default -> sum ^= i;
        }
      }
    }
    return sum;
  }

  static Object inALambdaThatCaptures() {
    ZoneId zone = BERLIN;
    Function<LocalDateTime, ZonedDateTime> at = time -> time.atZone(zone);
    return at.apply(GAP);
  }

  static Object inAFinally() {
    List<Object> seen = new ArrayList<>();
    try {
      seen.add(Instant.ofEpochMilli(4));
    } finally {
      seen.add(Instant.ofEpochMilli(5));
    }
    return seen;
  }

  static synchronized Object inASynchronizedMethod() {
    synchronized (LOCK) {
      return GAP.atZone(BERLIN);
    }
  }

  // --- results

  static Object parsed() {
    return LocalDate.parse("2027-02-28");
  }

  static Object longResult() {
    return Duration.ofDays(25).toMillis() + 1;
  }

  static Object resultWithItsArguments() {
    return LocalDate.of(2027, 1, 31).plusMonths(1);
  }

  static Object resultThatIsDropped() {
    LocalDate.of(2027, 1, 31).plusMonths(2);
    return "dropped";
  }

  static Object constructorWithItsObject() {
    return new GregorianCalendar(2027, 1, 28).getTimeInMillis();
  }

  static Object constructorWithItsObjectAmongOthers() {
    Object[] all = {
      new GregorianCalendar(new GregorianCalendar(7, 1, 1).get(Calendar.YEAR), 2, 3).getTime(),
      new CountDownLatch((int) new CountDownLatch(8).getCount()).getCount(),
      new ArrayList<>(List.of(new GregorianCalendar(GAP.getYear(), 1, DAYS[0]).getTime()))
    };
    return List.of(all);
  }

  /** What is chosen between could be one of two objects. */
  static Object unseenConstructorWithABranch() {
    return new GregorianCalendar(GAP.getHour() == 2 ? 2027 : 2028, 1, 28).getTimeInMillis();
  }

  static Object constructorWithABranchAndArguments() {
    return new CountDownLatch(GAP.getHour() == 2 ? 3 : 4).getCount();
  }

  static Object unseenSuperConstructorWithItsObject() {
    return new Named(2027).getTimeInMillis();
  }

  static Object constructorThatThrows() {
    return new CountDownLatch(-1);
  }

  // --- what throws

  static Object throwsOnANullReceiver() {
    LocalDateTime none = null;
    return none.atZone(BERLIN);
  }

  static Object throwsOnANullReceiverWithManyArguments() {
    Calendar[] none = {null};
    none[0].set(1, 2, 3);
    return none;
  }

  static Object throwsOnANullFieldReceiver() {
    return new Holder().date.plusMonths(3);
  }

  static Object throwsOnANullArgument() {
    return GAP.atZone(null);
  }

  static Object throwsOfTheCall() {
    return ZonedDateTime.of(2027, 13, 28, 2, 30, 0, 0, BERLIN);
  }

  static Object throwsOfTheCallInALambda() {
    Supplier<Object> bad = () -> LocalDate.parse("2027-02-31");
    return bad.get();
  }

  static Object throwsAndCatches() {
    try {
      return Timestamp.valueOf("yesterday");
    } catch (IllegalArgumentException refused) {
      return refused.getMessage() + refused.getStackTrace()[1];
    }
  }

  static Object throwsFromAnInitializer() {
    return Broken.DATE;
  }

  static Object unseenWhenNotReached() {
    return ((Holder) null).date.plusMonths((int) Duration.ZERO.toMillis());
  }

  // --- references whose values are examined: a frame of ours stands between

  static Object referenceUnbound() {
    BiFunction<LocalDateTime, ZoneId, ZonedDateTime> at = LocalDateTime::atZone;
    return at.apply(GAP, BERLIN);
  }

  static Object referenceBound() {
    Function<ZoneId, ZonedDateTime> at = GAP::atZone;
    return at.apply(BERLIN);
  }

  static Object referenceBoundToASubclass() {
    Later later = new Later(3);
    Function<Date, Integer> compare = later::compareTo;
    return compare.apply(new Date(9));
  }

  static Object referenceStatic() {
    return Stream.of("UTC", "Nowhere").map(TimeZone::getTimeZone).map(TimeZone::getID).toList();
  }

  static Object referenceToAConstructor() {
    LongFunction<Date> make = Date::new;
    return make.apply(12).getTime();
  }

  static Object referenceToAConstructorWithItsObject() {
    IntFunction<CountDownLatch> make = CountDownLatch::new;
    return make.apply(12).getCount();
  }

  static Object referenceBoxed() {
    Function<Long, Instant> make = Instant::ofEpochMilli;
    return make.apply(13L);
  }

  static Object referenceInAnInterface() {
    return new Face() {}.instants();
  }

  static Object referenceWithItsResult() {
    return LongStream.of(1, 2).mapToObj(LocalDate.of(2027, 1, 31)::plusMonths).toList();
  }

  /** What is serialised names what it calls. */
  static Object unseenWhenSerializable() {
    LongFunction<Instant> make = (LongFunction<Instant> & Serializable) Instant::ofEpochMilli;
    return make.apply(14);
  }

  interface Face {
    default Object today() {
      return LocalDate.now();
    }

    default Object instants() {
      return LongStream.of(1, 2).mapToObj(Instant::ofEpochMilli).toList();
    }
  }

  static final class Initialized {
    static final LocalDate TODAY = LocalDate.now();

    private Initialized() {}
  }

  static final class Broken {
    static final LocalDate DATE = LocalDate.parse("never");

    private Broken() {}
  }

  static final class Holder {
    LocalDate date;
  }

  static class Parent {
    final Object at;

    Parent(Object at) {
      this.at = at;
    }
  }

  static final class Made extends Parent {
    Made(LocalDate day) {
      super(day == null ? LocalDate.now() : LocalDate.now().plusMonths(1));
    }
  }

  static final class Deadline extends GregorianCalendar {
    private static final long serialVersionUID = 1;

    Deadline(int year, int month, int day) {
      super(TimeZone.getTimeZone("UTC"));
      super.set(year, month, day);
    }
  }

  static final class Named extends GregorianCalendar {
    private static final long serialVersionUID = 1;

    Named(int year) {
      super(year, 1, 28);
    }

    Named() {
      this(2027);
    }
  }

  static final class Later extends Date {
    private static final long serialVersionUID = 1;

    Later(long millis) {
      super(millis == 0 ? 1 : millis * 2);
    }

    @Override
    public int compareTo(Date other) {
      return super.compareTo(other) * 3;
    }
  }
}
