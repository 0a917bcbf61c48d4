package dev.startguard.core.watch;

import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sampled;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Has the rules look at pools and threads once a second, one after the other, for as long as the
 * JVM runs.
 */
public final class Sampler implements Runnable {
  private final Desk desk;
  private final Rule[] rules;
  private final Clocks clocks;
  private final long every;
  private volatile @Nullable Sampled beside;
  private final AtomicLong looks = new AtomicLong();
  private final AtomicLong spent = new AtomicLong();

  /**
   * @param rules those of them look that are {@link Sampled}
   * @param every the time from one look to the next, in nanoseconds
   */
  public Sampler(Desk desk, Iterable<Rule> rules, Clocks clocks, long every) {
    this.desk = desk;
    this.clocks = clocks;
    this.every = every;
    int count = 0;
    for (Rule rule : rules) {
      count += rule instanceof Sampled ? 1 : 0;
    }
    this.rules = new Rule[count];
    for (Rule rule : rules) {
      if (rule instanceof Sampled) {
        this.rules[this.rules.length - count--] = rule;
      }
    }
  }

  /** What else is done at each look, after the rules'. */
  public void beside(Sampled other) {
    beside = other;
  }

  /** How often it has looked. */
  public long looks() {
    return looks.get();
  }

  /** The time that all looks took together, in nanoseconds. */
  public long spent() {
    return spent.get();
  }

  /** Never returns. */
  @Override
  public void run() {
    while (true) {
      Thread.interrupted(); // who interrupts every thread there is does not mean this one
      LockSupport.parkNanos(this, every);
      look();
    }
  }

  /** One look of each rule that is on. */
  public void look() {
    long begin = clocks.monotonic();
    for (Rule rule : rules) {
      try {
        if (desk.off(rule)) {
          rule.forget();
        } else {
          ((Sampled) rule).sample(begin);
        }
      } catch (Throwable ours) {
        desk.fault(rule, ours);
      }
    }
    looks.incrementAndGet();
    spent.addAndGet(clocks.monotonic() - begin);
    Sampled other = beside;
    if (other != null) {
      try {
        other.sample(begin);
      } catch (Throwable ours) {
        beside = null; // the rules go on looking
      }
    }
  }
}
