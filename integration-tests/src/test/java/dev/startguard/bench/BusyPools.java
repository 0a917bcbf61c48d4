package dev.startguard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A service that has something to do: ten pools of ten threads with a periodic task each, ten of
 * ten threads that these give work to. Says so and goes on until its standard input ends.
 */
public final class BusyPools {
  private static final int POOLS = 10;
  private static final int THREADS = 10;
  private static final int EVERY_MILLIS = 20;

  private BusyPools() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    CountDownLatch begun = new CountDownLatch(2 * POOLS * THREADS);
    List<Future<?>> all = new ArrayList<>();
    List<ThreadPoolExecutor> workers = new ArrayList<>();
    for (int i = 0; i < POOLS; i++) {
      ThreadPoolExecutor pool =
          new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>());
      for (int j = 0; j < THREADS; j++) {
        pool.execute(begun::countDown);
      }
      workers.add(pool);
    }
    for (int i = 0; i < POOLS; i++) {
      ThreadPoolExecutor pool = workers.get(i);
      ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(THREADS);
      for (int j = 0; j < THREADS; j++) {
        timer.execute(begun::countDown);
        all.add(
            timer.scheduleAtFixedRate(
                () -> pool.execute(Thread::onSpinWait),
                EVERY_MILLIS,
                EVERY_MILLIS,
                TimeUnit.MILLISECONDS));
      }
    }
    begun.await();
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // the end of it is the end of this
    }
    System.exit(all.stream().anyMatch(Future::isDone) ? 1 : 0); // none may have died
  }
}
