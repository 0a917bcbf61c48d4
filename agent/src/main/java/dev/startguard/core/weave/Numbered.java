package dev.startguard.core.weave;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The probes in classes of Java 6 and before, which cannot hold {@code invokedynamic}. A number
 * stands in the woven code, and is the same whenever the class is transformed again.
 */
public final class Numbered {
  /** Generated classes without end shall not fill the heap. */
  static final int MOST = 1 << 14;

  /** By number: whether nothing more is to be done there. Read by woven code. */
  private final boolean[] done = new boolean[MOST];

  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final Map<Integer, Probe> probes = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();

  /**
   * Where a probe is: what an {@code invokedynamic} would carry.
   *
   * @param values the letters of what it is given, see {@link ProbeType}
   */
  record Probe(String className, String place, String file, String values) {}

  boolean[] done() {
    return done;
  }

  /** Whether so many probes more can get numbers. */
  boolean room(int more) {
    return size.get() + more <= MOST;
  }

  /** The number of this probe; -1 when there are too many. */
  int number(Probe probe) {
    String key =
        probe.className() + "/" + probe.place() + "/" + probe.values(); // overloads in one place
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    int number = size.getAndIncrement();
    if (number >= MOST) {
      size.set(MOST);
      return -1;
    }
    probes.put(number, probe);
    known = numbers.putIfAbsent(key, number);
    return known == null ? number : known;
  }

  @Nullable Probe probe(Integer number) {
    return probes.get(number);
  }
}
