package dev.startguard.core.watch;

import dev.startguard.core.rule.Filed;
import dev.startguard.core.rule.Limiter;
import dev.startguard.core.rule.Sink;
import dev.startguard.finding.Finding;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes findings from the application's threads to the {@link Limiter}, on a daemon thread that
 * starts with the first. A bounded queue without a lock: who files never waits, and what does not
 * fit is counted.
 */
public final class FindingDrain implements Sink, Runnable {
  /** So many findings wait at most. */
  static final int BOUND = 1024;

  /** How long who records waits for a decision under way, in nanoseconds. */
  private static final long RECORDING = 200_000_000L;

  private final Limiter limiter;
  private final Clocks clocks;
  private final long settle;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger length = new AtomicInteger();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong faults = new AtomicLong();

  /** Who has it writes to console and log, which may take for ever. */
  private final ReentrantLock writing = new ReentrantLock();

  /** Who has it decides what is written, and writes to the report file. Taken within the other. */
  private final ReentrantLock deciding = new ReentrantLock();

  private final AtomicLong asked = new AtomicLong();
  private volatile boolean preparing;
  private volatile @Nullable Thread thread;

  /** Whether nothing more is written. */
  private volatile boolean closed;

  /**
   * @param settle how long a finding waits before it is reported, in nanoseconds: what the next
   *     line of code puts right is none
   */
  public FindingDrain(Limiter limiter, Clocks clocks, long settle) {
    this.limiter = limiter;
    this.clocks = clocks;
    this.settle = settle;
  }

  @Override
  public void file(Filed filed) {
    offer(new Waiting(filed, null, null, clocks.monotonic()));
  }

  @Override
  public void say(Finding finding, long count) {
    offer(new Waiting(null, new Said(finding, count), null, clocks.monotonic()));
  }

  /** One line of what the machinery has to say that is no finding. */
  public void note(String line) {
    offer(new Waiting(null, null, line, clocks.monotonic()));
  }

  /** How many findings did not fit. */
  public long lost() {
    return lost.get();
  }

  /**
   * Grows as long as findings leave the queue, written or not, or are recorded, and with each call
   * while what writes them is loaded: that may take its time, but comes to an end.
   */
  public long steps() {
    return taken.get() + (preparing ? asked.incrementAndGet() : asked.get());
  }

  /** How many findings the budgets kept from console and log. */
  public long leftOut() {
    return limiter.leftOut();
  }

  /** How many faults of ours were swallowed. */
  public long faults() {
    return faults.get();
  }

  private void offer(Waiting waiting) {
    try {
      if (length.incrementAndGet() > BOUND) {
        length.decrementAndGet();
        lost.incrementAndGet();
        return;
      }
      queue.add(waiting);
      start();
      LockSupport.unpark(thread);
    } catch (Throwable ours) { // no memory, no thread: the application does not hear of it
      faults.incrementAndGet();
    }
  }

  /**
   * Takes what has settled, where no thread was to be had: the host had none to give, and may have
   * one now. For a thread of ours.
   */
  public void rescue() {
    if (!started.get() && !queue.isEmpty()) {
      try {
        start();
      } catch (Throwable still) {
        takeSettled();
      }
    }
  }

  private void takeSettled() {
    if (writing.tryLock()) {
      try {
        Waiting next = queue.peek();
        while (next != null && next.since() + settle - clocks.monotonic() <= 0 && takeOne()) {
          next = queue.peek();
        }
      } finally {
        writing.unlock();
      }
    }
  }

  /** Unless it runs already. */
  private void start() {
    if (started.compareAndSet(false, true)) {
      boolean runs = false;
      try {
        fork();
        runs = true;
      } finally {
        started.set(runs);
      }
    }
  }

  private void fork() {
    Thread fresh = OwnThreads.daemon(this, "startguard-findings");
    thread = fresh;
    preparing = true;
    fresh.start();
  }

  /** Returns when the drain is closed. */
  @Override
  public void run() {
    prepare();
    Settling settling = new Settling(clocks, settle);
    while (!closed) {
      Thread.interrupted(); // who interrupts every thread there is does not mean this one
      Waiting next = queue.peek();
      if (next == null) {
        LockSupport.park(this);
        next = queue.peek();
        if (next != null) {
          settling.woke(next.since());
        }
      } else {
        long wait = settling.left(next.since());
        if (wait > 0) {
          long then = clocks.monotonic() + wait;
          LockSupport.parkNanos(this, wait);
          settling.woke(then);
        } else {
          writing.lock();
          try {
            takeOne();
          } finally {
            writing.unlock();
          }
          settling.taken();
        }
      }
    }
  }

  /** While the first finding settles: there will be no time for it when the JVM ends with it. */
  private void prepare() {
    Waiting first = queue.peek();
    writing.lock();
    try {
      Filed filed = first == null ? null : first.filed();
      limiter.prepare(filed == null ? null : filed.finding(), new Rest());
    } catch (Throwable ours) {
      faults.incrementAndGet();
    } finally {
      preparing = false;
      writing.unlock();
    }
  }

  /**
   * Reports at once what is left: at exit.
   *
   * @param patience how long to wait for a write that hangs, in nanoseconds
   * @return whether all was written
   */
  public boolean flush(long patience) {
    return flush(patience, false);
  }

  /** The same, and what was not shown: nothing comes after. */
  public boolean close(long patience) {
    return flush(patience, true);
  }

  private boolean flush(long patience, boolean last) {
    boolean free = false;
    try {
      free = writing.tryLock(patience, TimeUnit.NANOSECONDS);
      if (free) {
        int most = BOUND; // the application may go on filing meanwhile
        while (most > 0 && takeOne()) {
          most--;
        }
        if (last) {
          conclude();
          closed = true;
          LockSupport.unpark(thread);
        }
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    } catch (Throwable ours) {
      faults.incrementAndGet();
    } finally {
      if (free) {
        writing.unlock();
      }
    }
    return free;
  }

  private void conclude() {
    deciding.lock();
    try {
      limiter.close();
    } finally {
      deciding.unlock();
    }
    limiter.tell(null, 0);
  }

  /**
   * Records what waits, and shows nothing of it: for a recording that is about to end, and before a
   * console is written to that nobody may read.
   */
  public void record() {
    boolean free = false;
    try {
      free = deciding.tryLock(RECORDING, TimeUnit.NANOSECONDS);
      if (free) {
        for (Waiting waiting : queue) {
          if (waiting.filed() != null) {
            limiter.record(waiting.filed());
          } else if (waiting.said() != null) {
            limiter.record(waiting.said().finding(), waiting.said().count());
          }
          taken.incrementAndGet();
        }
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    } catch (Throwable ours) {
      faults.incrementAndGet();
    } finally {
      if (free) {
        deciding.unlock();
      }
    }
  }

  /** Whether there was one. For who may write. */
  private boolean takeOne() {
    Waiting next = null;
    Finding told = null;
    deciding.lock();
    try {
      next = queue.poll();
      if (next != null) {
        length.decrementAndGet();
        told = take(next);
      }
    } catch (Throwable ours) {
      faults.incrementAndGet();
    } finally {
      deciding.unlock();
    }
    if (next == null) {
      return false;
    }
    try {
      limiter.tell(told, next.count());
    } catch (Throwable ours) {
      faults.incrementAndGet();
    }
    taken.incrementAndGet();
    return true;
  }

  private @Nullable Finding take(Waiting next) {
    if (next.filed() != null) {
      return limiter.take(next.filed(), clocks.monotonic());
    }
    if (next.said() != null) {
      return limiter.take(next.said().finding(), next.said().count());
    }
    if (next.line() != null) {
      limiter.note(next.line());
    }
    return null;
  }

  /** What the machinery has to say, and how many times it happened. */
  private record Said(Finding finding, long count) {}

  /**
   * One in the queue.
   *
   * @param since when it came, by the monotonic clock
   */
  private record Waiting(
      @Nullable Filed filed, @Nullable Said said, @Nullable String line, long since) {

    /** How many times it was seen. */
    long count() {
      return filed != null ? filed.count() : said != null ? said.count() : 1;
    }
  }

  /** The last chance for what has not settled. Before that, it has time. */
  private final class Rest implements Runnable {
    @Override
    public void run() {
      if (ExitWatch.ending()) {
        record();
      }
    }
  }
}
