package dev.startguard.core.weave;

import java.util.ArrayList;
import java.util.List;

/** The calls that {@link Ways} makes, in every kind. */
final class Watched {
  private Watched() {}

  static List<Call> by(Watch watch) {
    List<Call> calls = new ArrayList<>();
    calls.add(new Call("java/time/LocalDate", "now", "()Ljava/time/LocalDate;", Kind.SITE, watch));
    calls.add(new Call("java/time/LocalDateTime", "atZone", null, Kind.VALUE, watch));
    calls.add(new Call("java/time/chrono/ChronoLocalDateTime", "atZone", null, Kind.VALUE, watch));
    calls.add(new Call("java/util/TimeZone", "getTimeZone", null, Kind.VALUE, watch));
    calls.add(new Call("java/util/Date", "<init>", "(J)V", Kind.VALUE, watch));
    calls.add(new Call("java/util/Date", "compareTo", null, Kind.VALUE, watch));
    calls.add(
        new Call(
            Ways.class.getName().replace('.', '/') + "$Later",
            "compareTo",
            "(Ljava/util/Date;)I",
            Kind.VALUE,
            watch));
    calls.add(new Call("java/time/ZonedDateTime", "of", null, Kind.VALUE, watch));
    calls.add(new Call("java/util/Calendar", "set", null, Kind.VALUE, watch));
    calls.add(new Call("java/util/GregorianCalendar", "set", null, Kind.VALUE, watch));
    calls.add(new Call("java/time/Instant", "ofEpochMilli", null, Kind.VALUE, watch));
    calls.add(new Call("java/sql/Timestamp", "valueOf", null, Kind.VALUE, watch));
    calls.add(new Call("java/time/LocalDate", "parse", null, Kind.VALUE, watch));
    calls.add(new Call("java/time/LocalDate", "parse", null, Kind.RESULT, watch));
    calls.add(new Call("java/time/Duration", "toMillis", null, Kind.RESULT, watch));
    calls.add(new Call("java/time/LocalDate", "plusMonths", null, Kind.VALUE, watch));
    calls.add(new Call("java/time/LocalDate", "plusMonths", null, Kind.OUTCOME, watch));
    calls.add(new Call("java/util/Calendar", "set", null, Kind.OUTCOME, watch));
    calls.add(new Call("java/util/GregorianCalendar", "<init>", "(III)V", Kind.OUTCOME, watch));
    calls.add(new Call("java/util/concurrent/CountDownLatch", "<init>", null, Kind.SITE, watch));
    calls.add(new Call("java/util/concurrent/CountDownLatch", "<init>", null, Kind.VALUE, watch));
    calls.add(new Call("java/util/concurrent/CountDownLatch", "<init>", null, Kind.RESULT, watch));
    return calls;
  }
}
