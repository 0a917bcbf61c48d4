package dev.startguard.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdentityTableTest {
  private static final int THREADS = 4;

  @Test
  void givesAllWhoAskAtOnceTheSameValue() throws Exception {
    IdentityTable<Object, AtomicLong> table = new IdentityTable<>(10_000);
    CyclicBarrier together = new CyclicBarrier(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < 2_000; round++) {
        Object object = new Object();
        List<Callable<Long>> counts = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          counts.add(
              () -> {
                together.await();
                return table.known(object, new AtomicLong()).incrementAndGet();
              });
        }
        List<Long> counted = new ArrayList<>();
        for (Future<Long> each : pool.invokeAll(counts)) {
          counted.add(each.get());
        }

        assertThat(counted).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void keepsNothingWhereThereIsNoRoom() {
    IdentityTable<Object, String> table = new IdentityTable<>(1);
    Object first = new Object();
    Object second = new Object();

    assertThat(table.known(first, "one")).isEqualTo("one");
    assertThat(table.known(second, "two")).isEqualTo("two");
    assertThat(table.get(second)).isNull();
    assertThat(table.known(first, "other")).isEqualTo("one");
  }

  @Test
  void tellsEqualObjectsApart() {
    IdentityTable<String, String> table = new IdentityTable<>(10);
    String one = new String(new char[] {'a'});
    String other = new String(new char[] {'a'});

    assertThat(table.known(one, "one")).isEqualTo("one");
    assertThat(table.known(other, "other")).isEqualTo("other");
  }
}
