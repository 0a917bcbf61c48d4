package dev.startguard.core.rule.future;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last futures that somebody waited for, and gave up: what they fail with later was not left
 * unasked.
 */
final class AskedInVain {
  private static final int LAST = 256;

  private final AtomicReferenceArray<@Nullable WeakReference<Object>> futures =
      new AtomicReferenceArray<>(LAST);
  private final AtomicInteger count = new AtomicInteger();

  void add(Object future) {
    futures.set(count.getAndIncrement() & (LAST - 1), new WeakReference<>(future));
  }

  boolean has(Object future) {
    int many = count.get();
    for (int i = 0; i < LAST && (many < 0 || i < many); i++) {
      WeakReference<Object> each = futures.get(i);
      if (each != null && each.refersTo(future)) {
        return true;
      }
    }
    return false;
  }
}
