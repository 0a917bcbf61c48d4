package dev.startguard.core.rule.future;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Opened;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AskedInVainTest {
  private final AskedInVain asked = new AskedInVain(new Failures());

  @BeforeAll
  static void open() {
    Opened.all();
  }

  @Test
  void remembersWhatHasNotEnded() {
    FutureTask<Integer> task = task();
    CompletableFuture<Integer> future = new CompletableFuture<>();
    asked.add(task);
    asked.add(future);

    assertThat(asked.has(task)).isTrue();
    assertThat(asked.has(future)).isTrue();
    assertThat(asked.has(task())).isFalse();
  }

  @Test
  void remembersNothingThatHasEnded() {
    FutureTask<Integer> done = task();
    done.run();
    FutureTask<Integer> cancelled = task();
    cancelled.cancel(true);
    CompletableFuture<Integer> future = CompletableFuture.completedFuture(1);
    for (Object each : List.of(done, cancelled, future)) {
      asked.add(each);

      assertThat(asked.has(each)).isFalse();
    }
  }

  @Test
  void remembersOfCancelledTasksThoseThatRun() {
    FutureTask<Integer> queued = task();
    asked.cancel(queued);
    assertThat(asked.has(queued)).as("as if it began to run at this moment").isTrue();
    cancelMany();
    assertThat(asked.has(queued)).isFalse();

    List<FutureTask<Integer>> running = new ArrayList<>();
    running.add(
        new FutureTask<>(
            () -> {
              asked.cancel(running.get(0));
              return 1;
            }));
    running.get(0).run();
    cancelMany();
    assertThat(asked.has(running.get(0))).isTrue();
  }

  @Test
  void isNotBlindForEverWhenThereWereTooMany() {
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < AskedInVain.MOST; i++) {
      many.add(new CompletableFuture<>());
    }
    asked.addAll(many);
    List<FutureTask<Integer>> late = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      late.add(task());
      asked.add(late.get(i));
    }

    assertThat(late).allMatch(asked::has);
    assertThat(many).allMatch(asked::has);
    int mistaken = 0;
    for (int i = 0; i < 1000; i++) {
      mistaken += asked.has(task()) ? 1 : 0;
    }
    assertThat(mistaken).isLessThan(20);
  }

  private void cancelMany() {
    for (int i = 0; i < 1000; i++) {
      asked.cancel(task());
    }
  }

  private static FutureTask<Integer> task() {
    return new FutureTask<>(() -> 1);
  }
}
