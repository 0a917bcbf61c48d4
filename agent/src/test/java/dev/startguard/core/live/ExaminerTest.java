package dev.startguard.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.Submissions;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.FakeSurroundings;
import dev.startguard.core.rule.Filed;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.rule.Sink;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.calendar.EpochUnitMixupRule;
import dev.startguard.core.rule.executor.TasksLostRule;
import dev.startguard.core.weave.AnySite;
import dev.startguard.finding.Finding;
import dev.startguard.manifest.Manifest;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExaminerTest {
  /** What the linker takes on trust: see {@link RuleWatch#catches}. */
  @Test
  void hasAMethodForEachShapeThatGivesNothing() {
    List<Method> methods = new ArrayList<>();
    for (Method method : Examiner.class.getDeclaredMethods()) {
      if (method.getName().equals("see")) {
        methods.add(method);
      }
    }

    assertThat(methods)
        .hasSize(5)
        .allSatisfy(method -> assertThat(method.getReturnType()).isEqualTo(void.class));
  }

  /** Without desk and rule, all goes wrong that can. */
  @Test
  void throwsNothing() throws Exception {
    for (Method method : Examiner.class.getDeclaredMethods()) {
      if (method.getName().equals("see")) {
        dev.startguard.core.weave.Site probe = AnySite.fresh();
        Examiner examiner = new Examiner(null, null, null, null, probe, "L", -1, -1, false, 0);
        Object[] values = values(method.getParameterTypes());
        for (int i = 0; i < 3; i++) {
          assertThat(probe.isOff()).isFalse();
          method.invoke(examiner, values);
        }

        assertThat(probe.isOff()).as("the third fault ends it").isTrue();
      }
    }
  }

  @Test
  void looksOnceWhereTheFirstIsEnough() {
    for (Look look : List.of(Look.FIRST, Look.ARGUMENTS)) {
      Submissions submissions = new Submissions();
      TasksLostRule rule = new TasksLostRule(new Pools(), submissions);
      Call call = new Call("java/util/concurrent/Executor", "execute", "", look);
      Site site = new Site("com.acme.Jobs", "run", "()V", "Jobs.java", 10, call.api(), 0);
      dev.startguard.core.weave.Site probe = AnySite.fresh();
      Desk desk = new Desk(null, new FakeSurroundings(), null);
      Runnable task = () -> {};
      new Examiner(desk, rule, call, site, probe, "LL", -1, 0, false, 1)
          .see(null, task, null, null);

      boolean first = look == Look.FIRST;
      assertThat(probe.isOff()).isEqualTo(first);
      assertThat(submissions.of(task.getClass()) != null).isEqualTo(first);
    }
  }

  @Test
  void looksNoMoreWhereNothingMoreWouldBeTold() {
    for (boolean suspect : List.of(false, true)) {
      Call call = new Call("java/time/Instant", "ofEpochMilli", "(J)V", Look.ARGUMENTS);
      Site site = new Site("com.acme.Jobs", "run", "()V", "Jobs.java", 10, call.api(), 0);
      dev.startguard.core.weave.Site probe = AnySite.fresh();
      Surroundings noon = new FakeSurroundings();
      Desk desk = new Desk(settings(), noon, new Nowhere());
      long now = noon.now().getEpochSecond();
      new Examiner(desk, new EpochUnitMixupRule(), call, site, probe, "J", 0, -1, false, 0)
          .see(null, suspect ? now : now * 1000, null, null);

      assertThat(probe.isOff()).isEqualTo(suspect);
    }
  }

  private static RuntimeSettings settings() {
    Manifest manifest = ManifestFixture.manifest("env: { A: string }", null, new FakeHost());
    return new RuntimeSettings(manifest, null, (name, source) -> true);
  }

  private static final class Nowhere implements Sink {
    @Override
    public void file(Filed filed) {}

    @Override
    public void say(Finding finding, long count) {}
  }

  private static Object[] values(Class<?>[] types) {
    Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] =
          types[i] == long.class
              ? (Object) 1L
              : types[i] == double.class
                  ? (Object) 1.0
                  : types[i] == int.class
                      ? (Object) 1
                      : types[i] == Object[].class ? new Object[1] : "x";
    }
    return values;
  }
}
