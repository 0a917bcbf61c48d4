package dev.startguard.core.rule.future;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.pool.Submissions;
import dev.startguard.core.rule.Opened;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final Failures failures = new Failures();
  private final Throwable thrown = new IOException();

  @BeforeAll
  static void open() {
    Opened.all();
  }

  @Test
  void findsAFailureBehindOneThatItIsACauseOf() {
    Lost outer = lost(new IllegalStateException(thrown));
    Lost own = lost(thrown);
    failures.add(thrown, outer, false);
    assertThat(failures.find(thrown)).isNull();

    failures.add(thrown, own, true);
    assertThat(failures.find(thrown)).isSameAs(own);
  }

  @Test
  void knowsOfAllThatAThrowableIsOrIsACauseOf() {
    Lost first = lost(new IllegalStateException(thrown));
    Lost second = lost(new IllegalStateException(thrown));
    Lost own = lost(thrown);
    Lost other = lost(new IOException());
    failures.add(thrown, first, false);
    failures.add(thrown, second, false);
    failures.add(thrown, own, true);
    failures.add(new IOException(), other, true);

    failures.know(thrown);
    assertThat(first.known()).isTrue();
    assertThat(second.known()).isTrue();
    assertThat(own.known()).isTrue();
    assertThat(other.known()).isFalse();
  }

  @Test
  void keepsOneOfTwoFailuresByOneThrowable() {
    Lost first = lost(thrown);
    Lost second = lost(thrown);
    failures.add(thrown, first, true);
    failures.add(thrown, second, true);

    assertThat(first.known()).isFalse();
    assertThat(second.known()).isTrue();
  }

  @Test
  void keepsNoFailureThatIsAskedBeforeAnotherThreadAddsIt() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      Failures each = new Failures(); // whose places are free
      Lost mine = lost(thrown);
      Lost theirs = lost(thrown);
      CountDownLatch both = new CountDownLatch(2);
      Thread other = new Thread(() -> add(each, theirs, both));
      other.start();
      add(each, mine, both);
      each.know(thrown); // ours was asked, and theirs may not be there yet
      other.join();

      assertThat(mine.known()).isTrue();
      assertThat(theirs.known()).isTrue();
    }
  }

  private void add(Failures each, Lost lost, CountDownLatch both) {
    both.countDown();
    while (both.getCount() > 0) {
      Thread.onSpinWait();
    }
    each.add(thrown, lost, true);
  }

  private static Lost lost(Throwable thrown) {
    return new Lost(thrown, null, null, null, new Submissions(), true);
  }
}
