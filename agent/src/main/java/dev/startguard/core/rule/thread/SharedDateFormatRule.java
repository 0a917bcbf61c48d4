package dev.startguard.core.rule.thread;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two threads used one format, or set one calendar, at the same moment, though it keeps what it
 * works on in its fields.
 *
 * <p>Each call is seen right before and right after, with nothing between: whoever comes in the
 * meantime has waited for no lock that both take.
 */
public final class SharedDateFormatRule implements Rule {
  private static final String TEXT = "java/text/";
  private static final String UTIL = "java/util/";
  private static final String STRING = "Ljava/lang/String;";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String DATE = "Ljava/util/Date;";
  private static final String NUMBER = "Ljava/lang/Number;";
  private static final String PLACE = "Ljava/text/ParsePosition;";

  /** So many calls are looked at that set a calendar: a look takes a third of their time. */
  static final int CALENDARS = 1_000_000;

  /** How many were; about, since threads may count at the same moment. */
  private int calendars;

  private final Occupied occupied = new Occupied();

  @Override
  public String id() {
    return "shared-date-format";
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
    for (String owner :
        new String[] {
          "Format", "DateFormat", "SimpleDateFormat", "NumberFormat", "DecimalFormat"
        }) {
      add(calls, owner, "format(" + OBJECT + ")" + STRING);
      add(calls, owner, "parseObject(" + STRING + ")" + OBJECT);
    }
    for (String owner : new String[] {"DateFormat", "SimpleDateFormat"}) {
      add(calls, owner, "format(" + DATE + ")" + STRING);
      add(calls, owner, "parse(" + STRING + ")" + DATE);
      add(calls, owner, "parse(" + STRING + PLACE + ")" + DATE);
    }
    for (String owner : new String[] {"NumberFormat", "DecimalFormat"}) {
      add(calls, owner, "format(D)" + STRING);
      add(calls, owner, "format(J)" + STRING);
      add(calls, owner, "parse(" + STRING + ")" + NUMBER);
      add(calls, owner, "parse(" + STRING + PLACE + ")" + NUMBER);
    }
    for (String owner : new String[] {"Calendar", "GregorianCalendar"}) {
      for (String signature : new String[] {"setTime(" + DATE + ")V", "setTimeInMillis(J)V"}) {
        Call.add(calls, Look.ARGUMENTS, UTIL + owner, signature);
        Call.add(calls, Look.RESULT, UTIL + owner, signature);
      }
    }
    return calls;
  }

  private static void add(List<Call> calls, String owner, String signature) {
    Call.add(calls, Look.ARGUMENTS, TEXT + owner, signature);
    Call.add(calls, Look.RESULT, TEXT + owner, signature);
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    if (receiver == null || !ofTheJdk(receiver)) {
      return true;
    }
    long thread = ThreadIds.id(Thread.currentThread());
    if (call.look() == Look.RESULT) {
      return !occupied.leave(receiver, thread) && !enough(call);
    }
    if (sets(call) && calendars++ >= CALENDARS) {
      calendars = CALENDARS;
      return false;
    }
    return !occupied.enter(receiver, thread);
  }

  @Override
  public boolean enough(Call call) {
    return calendars >= CALENDARS && sets(call);
  }

  /** A calendar, as no call of a format does. */
  private static boolean sets(Call call) {
    return call.name().startsWith("set");
  }

  /** A class of its own may have a lock of its own. */
  private static boolean ofTheJdk(Object shared) {
    String name = shared.getClass().getName(); // to name the classes would load them
    return name.equals("java.text.SimpleDateFormat")
        || name.equals("java.text.DecimalFormat")
        || name.equals("java.util.GregorianCalendar");
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    Object format = sighting.receiver();
    if (format == null || !ofTheJdk(format)) {
      return null;
    }
    Thread current = Thread.currentThread();
    long thread = ThreadIds.id(current);
    if (sighting.call().look() == Look.ARGUMENTS) {
      occupied.came(thread, new Occupied.Guest(format, current.getName(), Callers.text()));
      return null;
    }
    Occupied.Guest guest = occupied.guest(format, thread);
    return guest == null
        ? null
        : new Shared(
            format.getClass().getSimpleName(), Callers.text(), guest.thread(), guest.place());
  }

  private record Shared(String format, String place, String otherThread, String otherPlace)
      implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("is used by two threads at the same moment")
          .message(
              "two threads used one "
                  + format
                  + " at the same moment: what either of them got may be the other's, or nothing of"
                  + " the kind")
          .note("one", place)
          .note("other", otherPlace)
          .note("other thread", Disclosure.plain(otherThread))
          .why("it keeps what it works on in its own fields, and has no lock")
          .fix(
              format.endsWith("Calendar")
                  ? "a java.time.ZonedDateTime or LocalDate, which never changes"
                  : "a java.time.format.DateTimeFormatter, which all threads may share")
          .fix("or a new " + format + " for each use");
    }
  }
}
