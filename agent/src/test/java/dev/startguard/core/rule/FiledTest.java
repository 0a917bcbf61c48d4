package dev.startguard.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Note;
import dev.startguard.finding.Severity;
import org.junit.jupiter.api.Test;

class FiledTest {
  private static final Site SITE = new Site("com.A", "m", "()V", "A.java", 7, "api", 0);

  @Test
  void namesTheThreadThatRanIntoIt() {
    assertThat(filed("worker-1").finding().notes())
        .extracting(Note::name, Note::text)
        .contains(tuple("thread", "worker-1"));
  }

  @Test
  void namesNoneOfOurOwn() {
    assertThat(filed("startguard-sampler").finding().notes())
        .extracting(Note::name)
        .doesNotContain("thread");
  }

  @Test
  void saysWhereTheThreadsPoolWasCreated() {
    Filed filed =
        new Filed(
            Identity.of("day-as-24h", SITE),
            SITE,
            new FakeRule.Found("x"),
            Severity.ERROR,
            Evidence.PROVEN,
            "worker-1",
            "created at com.A.pool(A.java:3)",
            1,
            null);

    assertThat(filed.finding().notes())
        .extracting(Note::name, Note::text)
        .containsSequence(
            tuple("thread", "worker-1"), tuple("pool", "created at com.A.pool(A.java:3)"));
  }

  private static Filed filed(String thread) {
    return new Filed(
        Identity.of("tasks-lost", SITE),
        SITE,
        new FakeRule.Found("x"),
        Severity.ERROR,
        Evidence.PROVEN,
        thread,
        1);
  }
}
