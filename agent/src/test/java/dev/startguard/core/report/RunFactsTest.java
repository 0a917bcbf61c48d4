package dev.startguard.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunFactsTest {
  private final RunFacts facts = new RunFacts(new FakeHost().env("HOSTNAME", "fallback/name"));

  @Test
  void knowsItsProcess() {
    assertThat(facts.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(facts.hostName()).isNotBlank();
  }

  @Test
  void putsProcessAndHostIntoAFilesName() {
    String host = String.valueOf(facts.hostName()).replace('/', '_');

    assertThat(facts.expand("/var/log/%h-%p.json"))
        .isEqualTo("/var/log/" + host + "-" + facts.pid() + ".json");
    assertThat(facts.expand("100%/%x%")).isEqualTo("100%/%x%");
  }

  @Test
  void givesEveryStartAnotherId() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      ids.add(new RunFacts(new FakeHost()).run());
    }
    assertThat(ids).hasSize(1000).allMatch(id -> id.matches("[0-9a-f]{16}"));
  }
}
