package dev.startguard.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.catalog.RuleTable;
import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.report.Destinations;
import dev.startguard.core.report.StartupReporter;
import dev.startguard.core.rule.RuntimeSettings;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StandbyTest {
  private static final int THREADS = 8;

  private final Standby standby = standby("runtime: { rules: all }\n");

  private static Standby standby(String manifest) {
    FakeHost host = new FakeHost();
    RuntimeSettings settings =
        new RuntimeSettings(
            ManifestFixture.manifest(manifest, null, host), null, (name, source) -> true);
    try {
      Instrumentation instrumentation =
          (Instrumentation)
              Class.forName("net.bytebuddy.agent.ByteBuddyAgent").getMethod("install").invoke(null);
      return new Standby(
          instrumentation,
          RuleTable.read(),
          settings,
          host,
          new LiveClocks(host),
          new LateOutlet(new StartupReporter(host, Destinations.usual())),
          System.err);
    } catch (ReflectiveOperationException refused) {
      throw new LinkageError(refused.getMessage(), refused);
    }
  }

  @Test
  void makesNoRuleBeforeOneIsNeeded() {
    assertThat(standby.net().weaver()).isNotNull();
    assertThat(standby.net().get()).isSameAs(standby.net().get());
    assertThat(standby.known()).isNull();

    assertThat(standby.rules()).isNotNull().isSameAs(standby.known());
  }

  @Test
  void turnsOnWhatTheTableSays() {
    List<String> ids = new ArrayList<>();
    standby.rules().on().forEach(rule -> ids.add(rule.id()));

    assertThat(ids).isEqualTo(standby.selection().ids()).hasSizeGreaterThan(30);
  }

  @Test
  void givesAllThreadsTheSameRules() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < 20; round++) {
        Standby fresh = standby("runtime: { rules: all }\n");
        CyclicBarrier together = new CyclicBarrier(THREADS);
        List<Callable<RuleSet>> first = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          first.add(
              () -> {
                together.await();
                return fresh.rules();
              });
        }
        List<RuleSet> given = new ArrayList<>();
        for (Future<RuleSet> each : pool.invokeAll(first)) {
          given.add(each.get());
        }

        assertThat(Set.copyOf(given)).hasSize(1).contains(fresh.known());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void remembersAClassFileThatIsTooNewUntilSomebodyCanSayIt() {
    assertThat(standby.noted()).isFalse();
    standby.accept(99);
    assertThat(standby.noted()).isTrue();
    standby.rules();

    assertThat(standby.noted()).isFalse();
  }
}
