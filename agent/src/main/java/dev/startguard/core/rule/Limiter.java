package dev.startguard.core.rule;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of the findings a reader is shown, so that a service with many mistakes has a log
 * that can be read: {@code report} gets each finding's first occurrence, the console and {@code
 * log} what folding, merging and budgets leave. Used by one thread at a time, which may be another
 * than the one that {@linkplain #tell tells}; time comes from the caller.
 */
public final class Limiter {
  /** From the next site on, a rule's findings are counted only. */
  static final int SITES = 20;

  static final int FIRST_MINUTE = 30;
  static final int EACH_MINUTE = 10;
  static final int DETAILED = 200;

  /** Causes and repetitions that are remembered; {@link Desk} bounds what else is. */
  private static final int REMEMBERED = 10_000;

  private static final long MINUTE = 60_000_000_000L;

  /** Between a finding's repetitions. */
  static final long DAY = 24 * 60 * MINUTE;

  private final Outlet outlet;
  private final long begin;
  private final Set<Identity> recorded = new HashSet<>();
  private final Set<Identity> ahead = new HashSet<>();
  private final Set<Finding> saidAhead = new HashSet<>();
  private final Queue<String> notes = new ConcurrentLinkedQueue<>();
  private final Set<Identity> withdrawn = new HashSet<>();
  private final Set<Identity> folded = new HashSet<>();
  private final Map<Identity, Long> repeated = new HashMap<>();
  private final Map<String, Integer> sites = new HashMap<>();
  private final Set<Object> causes = new HashSet<>();
  private long window;
  private int inWindow;
  private int shown;
  private int merged;
  private int leftOut;
  private final AtomicLong allLeftOut = new AtomicLong();

  /**
   * @param begin the monotonic clock, in nanoseconds, when {@code main} was entered
   */
  public Limiter(Outlet outlet, long begin) {
    this.outlet = outlet;
    this.begin = begin;
  }

  /**
   * Has loaded what writing needs; nothing is written.
   *
   * @param first what is likely to be written first; null when that is not known
   * @param rest records what waits: to be run before a flight recording ends
   */
  public void prepare(@Nullable Finding first, Runnable rest) {
    outlet.prepare(first, rest);
  }

  /**
   * Takes a case: records it when it is the first.
   *
   * @param nanos the monotonic clock, in nanoseconds
   * @return what is to be {@linkplain #tell told} of it; null for nothing
   */
  public @Nullable Finding take(Filed filed, long nanos) {
    Identity identity = filed.identity();
    if (withdrawn.contains(identity)) {
      return null;
    }
    if (!filed.found().stands()) {
      if (!filed.makesRoom()) {
        withdrawn.add(identity);
      }
      return null;
    }
    Finding finding = filed.finding();
    boolean unrecorded = recorded.add(identity);
    if (unrecorded) {
      outlet.record(finding, filed.count());
    }
    boolean first = unrecorded || ahead.remove(identity);
    if (first ? hidden(filed) : stale(filed, nanos)) {
      return null;
    }
    if (budget(nanos)) {
      return finding;
    }
    leftOut++;
    allLeftOut.incrementAndGet();
    return null;
  }

  /**
   * Takes what the machinery has to say, which is told whatever else is: it is little.
   *
   * @return the same
   */
  public Finding take(Finding said, long count) {
    if (count == 1 && !saidAhead.remove(said)) {
      outlet.record(said, count);
    }
    return said;
  }

  /**
   * Says on console and log what there is to say of what was taken so far. May take as long as a
   * console that nobody reads, and beside any other method: nothing is decided here.
   *
   * @param finding null for none
   */
  public void tell(@Nullable Finding finding, long count) {
    for (String note = notes.poll(); note != null; note = notes.poll()) {
      outlet.note(note);
    }
    if (finding != null) {
      outlet.show(finding, count);
    }
  }

  /**
   * Records a case that was never seen, and shows nothing of it: it is still to be {@linkplain
   * #take taken}.
   */
  public void record(Filed filed) {
    Identity identity = filed.identity();
    if (!withdrawn.contains(identity) && filed.found().stands() && recorded.add(identity)) {
      ahead.add(identity);
      outlet.record(filed.finding(), filed.count());
    }
  }

  /** The same of what the machinery has to say. */
  public void record(Finding said, long count) {
    if (count == 1 && saidAhead.add(said)) {
      outlet.record(said, count);
    }
  }

  /** How many findings the budgets kept from console and log; from any thread. */
  public long leftOut() {
    return allLeftOut.get();
  }

  /** Takes a line that is no finding. */
  public void note(String line) {
    notes.add(line);
  }

  /** Takes note of what was not shown. */
  public void close() {
    for (Map.Entry<String, Integer> rule : sites.entrySet()) {
      if (rule.getValue() > SITES) {
        note(rule.getKey() + ": " + rule.getValue() + " sites, " + SITES + " of them shown");
      }
    }
    if (merged > 0) {
      note(findings(merged) + " merged with others of the same cause");
    }
    sayLeftOut();
  }

  /** Whether a first occurrence is no news on the console: one more of many, or of one event. */
  private boolean hidden(Filed filed) {
    Identity identity = filed.identity();
    Object cause = filed.found().cause();
    if (cause != null && !causes.add(cause)) {
      merged++;
      folded.add(identity);
      return true;
    }
    if (causes.size() > REMEMBERED) {
      causes.clear();
    }
    Integer before = sites.get(identity.rule());
    int count = before == null ? 1 : before + 1;
    sites.put(identity.rule(), count);
    if (count == SITES + 1) {
      note(identity.rule() + ": more than " + SITES + " sites; further ones are counted");
    }
    return count > SITES && folded.add(identity);
  }

  /** Whether a repetition is not due: the second within a day, or of what was not shown alone. */
  private boolean stale(Filed filed, long nanos) {
    Identity identity = filed.identity();
    if (filed.evidence() != Evidence.PROVEN || folded.contains(identity)) {
      return true;
    }
    Long last = repeated.get(identity);
    if (last != null && nanos - last < DAY) {
      return true;
    }
    if (repeated.size() >= REMEMBERED) {
      repeated.clear();
    }
    repeated.put(identity, nanos);
    return false;
  }

  private boolean budget(long nanos) {
    long minute = Math.max(0, nanos - begin) / MINUTE;
    if (minute != window) {
      window = minute;
      inWindow = 0;
      if (shown < DETAILED) {
        sayLeftOut();
      }
    }
    if (shown >= DETAILED || inWindow >= (minute == 0 ? FIRST_MINUTE : EACH_MINUTE)) {
      return false;
    }
    inWindow++;
    if (++shown == DETAILED) {
      note(DETAILED + " findings were shown; further ones are counted");
    }
    return true;
  }

  private void sayLeftOut() {
    if (leftOut > 0) {
      note(findings(leftOut) + " left out, to keep this readable");
      leftOut = 0;
    }
  }

  private static String findings(int count) {
    return count + (count == 1 ? " finding was" : " findings were");
  }
}
