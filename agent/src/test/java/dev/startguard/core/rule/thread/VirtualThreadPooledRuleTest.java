package dev.startguard.core.rule.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.Listening;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.rule.FakeDocket;
import dev.startguard.finding.Finding;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On JDK 17 there are no virtual threads, and what accepts is all that runs. */
class VirtualThreadPooledRuleTest {
  @RegisterExtension static final Listening LISTENING = new Listening();

  private static final Pools POOLS = new Pools();
  private static final VirtualThreadPooledRule RULE = new VirtualThreadPooledRule(POOLS);

  private final FakeDocket docket = new FakeDocket();

  @BeforeEach
  void begin() {
    LISTENING.to(List.of(POOLS, RULE));
    RULE.begin(docket);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void reportsEachPoolOfVirtualThreads() throws Exception {
    ThreadFactory virtual = virtual();
    new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), virtual)
        .shutdown();
    new ThreadPoolExecutor(
            2,
            2,
            0,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            virtual,
            new ThreadPoolExecutor.CallerRunsPolicy())
        .shutdown();
    Executors.newFixedThreadPool(2, virtual).shutdown();
    Executors.newCachedThreadPool(virtual).shutdown();
    Executors.newSingleThreadExecutor(virtual).shutdown();
    new Own(virtual).shutdown();

    assertThat(docket.findings())
        .hasSize(6)
        .extracting(Finding::message)
        .allMatch(message -> message.startsWith("the pool keeps virtual threads for its tasks"))
        .noneMatch(message -> message.contains("queue")); // not all have one
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void reportsScheduledPools() throws Exception {
    Executors.newScheduledThreadPool(2, virtual()).shutdown();
    Executors.newSingleThreadScheduledExecutor(virtual()).shutdown();
    new ScheduledThreadPoolExecutor(1, virtual()).shutdown();

    assertThat(docket.findings())
        .hasSize(3)
        .extracting(Finding::message)
        .allMatch(message -> message.startsWith("the scheduled pool runs its tasks on virtual"));
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void acceptsAThreadForEachTask() throws Exception {
    ExecutorService each =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    each.shutdown();
    ((ExecutorService)
            Executors.class
                .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                .invoke(null, virtual()))
        .shutdown();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void acceptsAFactoryThatHidesWhatItMakes() throws Exception {
    ThreadFactory virtual = virtual();
    Executors.newFixedThreadPool(2, work -> virtual.newThread(work)).shutdown();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsPlatformThreads() {
    Executors.newFixedThreadPool(2).shutdown();
    Executors.newCachedThreadPool().shutdown();
    Executors.newScheduledThreadPool(2).shutdown();
    Executors.newSingleThreadExecutor().shutdown();
    Executors.newFixedThreadPool(2, Executors.defaultThreadFactory()).shutdown();
    Executors.newFixedThreadPool(2, Thread::new).shutdown();
    new Own(Thread::new).shutdown();
    new ForkJoinPool(2).shutdown();

    assertThat(docket.filed()).isEmpty();
  }

  /** By reflection: the compiler knows none. */
  private static ThreadFactory virtual() throws ReflectiveOperationException {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    return (ThreadFactory)
        Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
  }

  private static final class Own extends ThreadPoolExecutor {
    Own(ThreadFactory factory) {
      super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }
  }
}
