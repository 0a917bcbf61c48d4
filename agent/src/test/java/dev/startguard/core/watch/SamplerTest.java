package dev.startguard.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.FakeSurroundings;
import dev.startguard.core.rule.Filed;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.rule.Sampled;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Sink;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private final List<Finding> said = new ArrayList<>();
  private final List<Long> looks = new ArrayList<>();
  private long now;
  private Desk desk;

  @Test
  void hasThoseLookThatDo() {
    Sampler sampler = sampler(new Looking("executor-leak", false), new Quiet());

    now = 17;
    sampler.look();
    now = 42;
    sampler.look();

    assertThat(looks).containsExactly(17L, 42L);
    assertThat(sampler.looks()).isEqualTo(2);
  }

  @Test
  void hasARuleForgetThatIsOff() {
    Looking off = new Looking("executor-leak", false);
    Sampler sampler = sampler(off, new Looking("wait-cycle", false));
    desk.switchOff(off);
    sampler.look();

    assertThat(off.forgot).isEqualTo(1);
    assertThat(looks).hasSize(1);
    desk.switchOn(off);
    sampler.look();

    assertThat(off.forgot).as("once more when it is switched on").isEqualTo(2);
    assertThat(looks).hasSize(3);
  }

  @Test
  void looksOnWhenNoRuleDoes() {
    Sampler sampler = sampler(new Quiet());
    sampler.beside(looks::add);

    now = 17;
    sampler.look();

    assertThat(looks).containsExactly(17L);
    assertThat(sampler.looks()).isEqualTo(1);
    assertThat(said).isEmpty();
  }

  @Test
  void goesOnWhenWhatItDoesBesideFails() {
    Sampler sampler = sampler(new Looking("executor-leak", false));
    AtomicInteger asked = new AtomicInteger();
    sampler.beside(
        nanos -> {
          asked.incrementAndGet();
          throw new IllegalStateException("a fault of ours");
        });

    sampler.look();
    sampler.look();

    assertThat(asked).hasValue(1);
    assertThat(looks).hasSize(2);
    assertThat(said).isEmpty();
  }

  @Test
  void endsTheThirdTimeThatALookFailsAndSaysSo() {
    Sampler sampler = sampler(new Looking("executor-leak", true), new Looking("wait-cycle", false));

    for (int i = 0; i < 5; i++) {
      sampler.look();
    }

    assertThat(looks).hasSize(3 + 5);
    assertThat(said).extracting(Finding::id).containsExactly("rule-disabled");
  }

  private Sampler sampler(Rule... rules) {
    RuntimeSettings settings =
        new RuntimeSettings(
            ManifestFixture.manifest("env: { A: string }", null, new FakeHost()),
            "all",
            (name, source) -> true);
    Sink sink =
        new Sink() {
          @Override
          public void file(Filed filed) {}

          @Override
          public void say(Finding finding, long count) {
            said.add(finding);
          }
        };
    Clocks clocks =
        new Clocks() {
          @Override
          public long wall() {
            return 0;
          }

          @Override
          public long monotonic() {
            return now;
          }
        };
    desk = new Desk(settings, new FakeSurroundings(), sink);
    return new Sampler(desk, List.of(rules), clocks, 1_000_000_000L);
  }

  private static class Quiet implements Rule {
    @Override
    public String id() {
      return "thread-died";
    }

    @Override
    public Evidence evidence() {
      return Evidence.PROVEN;
    }

    @Override
    public Severity severity() {
      return Severity.ERROR;
    }

    @Override
    public List<Call> calls() {
      return List.of();
    }

    @Override
    public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
      return null;
    }
  }

  private final class Looking extends Quiet implements Sampled {
    private final String id;
    private final boolean fails;
    private int forgot;

    Looking(String id, boolean fails) {
      this.id = id;
      this.fails = fails;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public void forget() {
      forgot++;
    }

    @Override
    public void sample(long nanos) {
      looks.add(nanos);
      if (fails) {
        throw new IllegalStateException("a fault of ours");
      }
    }
  }
}
