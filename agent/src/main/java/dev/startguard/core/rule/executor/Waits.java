package dev.startguard.core.rule.executor;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** For how many looks in a row each thread has waited for the same. */
final class Waits {
  private IdentityHashMap<Thread, Wait> before = new IdentityHashMap<>();

  /** Takes one look. */
  void look(WaitGraph graph) {
    IdentityHashMap<Thread, Wait> now = new IdentityHashMap<>();
    for (Map.Entry<Thread, FutureTask<?>> each : graph.waiting().entrySet()) {
      add(now, each.getKey(), each.getValue(), null);
    }
    for (Map.Entry<Thread, LockWait> each : graph.locking().entrySet()) {
      add(now, each.getKey(), each.getValue().lock(), each.getValue().owner());
    }
    before = now;
  }

  private void add(
      Map<Thread, Wait> now, Thread thread, @Nullable Object need, @Nullable Thread owner) {
    Wait last = before.get(thread);
    int looks = last == null || last.need != need || last.owner != owner ? 0 : last.looks;
    now.put(thread, new Wait(need, owner, looks + 1));
  }

  /** For so many; 0 when it does not wait. */
  int looks(Thread thread) {
    Wait wait = before.get(thread);
    return wait == null ? 0 : wait.looks;
  }

  private record Wait(@Nullable Object need, @Nullable Thread owner, int looks) {}
}
