package dev.startguard.core.rule.thread;

import dev.startguard.core.pool.IdentityTable;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ThreadName;
import dev.startguard.finding.Evidence;
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

  private static final int PLACES = 1000;
  private static final String DECIMAL = "java.text.DecimalFormat";

  /** How many were; about, since threads may count at the same moment. */
  private int calendars;

  private final Occupied occupied = new Occupied();

  /** The places that were told of. */
  private final IdentityTable<Site, Boolean> told = new IdentityTable<>(PLACES);

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
        || name.equals(DECIMAL)
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
    DecimalUse use = format.getClass().getName().equals(DECIMAL) ? DecimalUse.of(sighting) : null;
    if (sighting.call().look() == Look.ARGUMENTS) {
      String place = place(sighting.site(), use == null || use == DecimalUse.PARSES);
      occupied.came(
          thread, new Occupied.Guest(format, use, ThreadName.of(current), sighting.site(), place));
      return null;
    }
    Occupied.Guest guest = occupied.guest(format, thread);
    if (guest == null || (use != null && !DecimalUse.clash(format, use, guest.use()))) {
      return null;
    }
    String place = place(sighting.site(), true);
    tell(sighting.site());
    tell(guest.site());
    boolean parses = use == DecimalUse.PARSES || guest.use() == DecimalUse.PARSES;
    return new Shared(
        format.getClass().getSimpleName(), parses, place, guest.thread(), guest.place());
  }

  /** With its callers the first time that it is told of, unless there are too many such places. */
  private String place(Site site, boolean callers) {
    return callers && told.get(site) == null ? Callers.text() : site.text();
  }

  private void tell(Site site) {
    if (told.get(site) == null) {
      told.put(site, true);
    }
  }
}
