package dev.startguard.core.weave;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What was woven, and what was not. Counts only, but for one thing: little may be done inside a
 * transformation.
 */
public final class Tally {
  /** Filled once, and only read then. */
  private final Map<LeftAlone, AtomicInteger> leftAlone = new EnumMap<>(LeftAlone.class);

  private final AtomicInteger classes = new AtomicInteger();
  private final AtomicInteger sites = new AtomicInteger();
  private final AtomicInteger newest = new AtomicInteger();

  private final @Nullable IntConsumer unknown;

  /** Nothing yet. */
  public Tally() {
    this(null);
  }

  /**
   * @param unknown told once, inside a transformation, the major version of a class file that is
   *     newer than our reader knows
   */
  public Tally(@Nullable IntConsumer unknown) {
    this.unknown = unknown;
    for (LeftAlone reason : LeftAlone.values()) {
      leftAlone.put(reason, new AtomicInteger());
    }
  }

  /** How many classes, methods or references were left alone for this reason. */
  public int leftAlone(LeftAlone reason) {
    return counter(reason).get();
  }

  /** Classes woven; a class woven again counts again. */
  public int classes() {
    return classes.get();
  }

  /** Calls and method references that got a probe. */
  public int sites() {
    return sites.get();
  }

  /** The major version of the newest class file that was left alone for it; 0 when none was. */
  public int newestUnknown() {
    return newest.get();
  }

  void count(LeftAlone reason) {
    counter(reason).incrementAndGet();
  }

  private AtomicInteger counter(LeftAlone reason) {
    return Objects.requireNonNull(leftAlone.get(reason));
  }

  void countNew(int major) {
    count(LeftAlone.NEW_CLASS_FILE);
    if (newest.compareAndSet(0, major)) {
      if (unknown != null) {
        unknown.accept(major);
      }
      return;
    }
    int known = newest.get();
    while (known < major && !newest.compareAndSet(known, major)) {
      known = newest.get();
    }
  }

  void countWoven(int sitesWoven) {
    classes.incrementAndGet();
    sites.addAndGet(sitesWoven);
  }
}
