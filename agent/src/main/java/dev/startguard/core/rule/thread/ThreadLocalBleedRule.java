package dev.startguard.core.rule.thread;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A task of a pool reads from a ThreadLocal what an earlier task has left there. The worker's count
 * of completed tasks tells one task from the other.
 */
public final class ThreadLocalBleedRule implements Rule {
  private static final String LOCAL = "java/lang/ThreadLocal";
  private static final int SLOTS = 4096;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** By local and thread; a place that is taken by another pair stays with it. */
  private final AtomicReferenceArray<@Nullable Local> locals = new AtomicReferenceArray<>(SLOTS);

  @Override
  public String id() {
    return "thread-local-bleed";
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
    Call.add(calls, Look.RESULT, LOCAL, "get()Ljava/lang/Object;");
    Call.add(calls, Look.ARGUMENTS, LOCAL, "set(Ljava/lang/Object;)V", "remove()V");
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    if (receiver == null || receiver.getClass() != ThreadLocal.class) {
      return true; // one with a first value of its own has it made for each thread
    }
    Thread thread = Thread.currentThread();
    Local local = locals.get(slot(receiver, thread));
    if (call.look() == Look.RESULT && result != null && local == null) {
      return true;
    }
    Object worker = Workers.of(thread);
    if (worker == null) {
      return true;
    }
    if (call.look() != Look.RESULT) {
      return false;
    }
    if (local == null || !local.of(receiver, worker)) {
      return result != null;
    }
    long task = Workers.completed(worker);
    if (result == null) {
      return local.wasAsked(task);
    }
    local.found(task);
    return !local.bleeds(task, result);
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    Thread thread = Thread.currentThread();
    Object worker = Workers.of(thread);
    if (worker == null
        || !(sighting.receiver() instanceof ThreadLocal<?> receiver)
        || receiver.getClass() != ThreadLocal.class) {
      return null;
    }
    Local local = local(receiver, thread, worker);
    if (local == null) {
      return null;
    }
    long task = Workers.completed(worker);
    Object value = sighting.call().look() == Look.RESULT ? sighting.result() : sighting.argument(0);
    if (sighting.call().look() != Look.RESULT) {
      if (value == null) {
        local.forget(task);
      } else {
        local.set(task, value, sighting.site());
      }
      return null;
    }
    if (value == null) {
      local.asked(task);
      return null;
    }
    if (!local.bleeds(task, value)) {
      return null;
    }
    Bled bled = new Bled(local.place(), local.age(task), task, sighting.site());
    if (value instanceof Number || value instanceof Boolean || value instanceof Enum) {
      local.read(bled); // it may be a memo, and no user's data
    }
    return bled;
  }

  @Override
  public void forget() {
    for (int i = 0; i < SLOTS; i++) {
      locals.set(i, null);
    }
  }

  /** Null when its place is another's. */
  private @Nullable Local local(ThreadLocal<?> receiver, Thread thread, Object worker) {
    int slot = slot(receiver, thread);
    Local known = locals.get(slot);
    if (known != null && known.of(receiver, worker)) {
      return known;
    }
    Local fresh = new Local(receiver, worker);
    return (known == null || known.dead()) && locals.compareAndSet(slot, known, fresh)
        ? fresh
        : null;
  }

  private static int slot(Object local, Thread thread) {
    long mixed = (System.identityHashCode(local) + ThreadIds.id(thread)) * MIX;
    return (int) (mixed >>> 52) & (SLOTS - 1);
  }
}
