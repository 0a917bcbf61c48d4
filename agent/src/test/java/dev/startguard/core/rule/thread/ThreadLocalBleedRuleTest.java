package dev.startguard.core.rule.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.FakeSurroundings;
import dev.startguard.core.rule.Filed;
import dev.startguard.core.rule.Identity;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Opened;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("ThreadLocalUsage") // each test has its own
class ThreadLocalBleedRuleTest {
  private final ThreadLocalBleedRule rule = new ThreadLocalBleedRule();
  private final ExecutorService pool = Executors.newFixedThreadPool(1);
  private final ThreadLocal<Object> user = new ThreadLocal<>();

  @BeforeAll
  static void open() {
    Opened.all();
  }

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void reportsWhatTheTaskBeforeLeft() throws Exception {
    task(() -> set(user, "ann"));
    task(() -> set(user, "bob"));

    Finding finding = task(() -> get(user));
    assertThat(finding.message())
        .isEqualTo(
            "a pool's task reads from a ThreadLocal what the task before it on the same thread had"
                + " set, and not removed");
    assertThat(finding.notes())
        .filteredOn(note -> note.name().equals("set at"))
        .extracting(Note::text)
        .containsExactly("com.acme.CutOff.run(CutOff.java:41)");
    assertThat(finding.toString()).doesNotContain("bob");
  }

  @Test
  void forgetsWhatWasSetBeforeItWasSwitchedOff() throws Exception {
    task(() -> set(user, "ann"));
    task(() -> set(user, "bob"));
    rule.forget();

    assertThat(task(() -> get(user))).isNull();
  }

  @Test
  void acceptsAMemoThatIsExchangedInOneMethod() throws Exception {
    task(() -> set("log", user, 2));
    task(() -> set("log", user, 2));
    Filed read = pool.submit(() -> asked("exchange", user)).get();
    assertThat(read.found().stands()).isTrue();
    task(() -> set("exchange", user, 1));
    assertThat(read.found().stands()).as("of another task").isTrue();

    Filed exchanged =
        pool.submit(
                () -> {
                  Filed seen = asked("exchange", user);
                  set("exchange", user, 1);
                  return seen;
                })
            .get();
    assertThat(exchanged.found().stands()).isFalse();
  }

  @Test
  void reportsAUserThatIsExchangedInOneMethod() throws Exception {
    task(() -> set("log", user, "ann"));
    task(() -> set("log", user, "bob"));
    Filed exchanged =
        pool.submit(
                () -> {
                  Filed seen = asked("exchange", user);
                  set("exchange", user, "carl");
                  return seen;
                })
            .get();

    assertThat(exchanged.found().stands()).isTrue();
  }

  @Test
  void reportsWhatIsReadBeforeAnotherMethodSets() throws Exception {
    task(() -> set(user, "ann"));
    task(() -> set(user, "bob"));
    Filed read =
        pool.submit(
                () -> {
                  Filed seen = asked("handle", user);
                  set("begin", user, "carl");
                  return seen;
                })
            .get();

    assertThat(read.found().stands()).isTrue();
  }

  @Test
  void saysHowManyTasksAgo() throws Exception {
    task(() -> set(user, "ann"));
    task(() -> set(user, "bob"));
    task(() -> null);
    task(() -> null);

    assertThat(task(() -> get(user)).message()).contains("what a task 3 before it on the same");
  }

  @Test
  void reportsWhatATaskLeftThatHadRemovedItBefore() throws Exception {
    task(() -> set(user, "ann"));
    task(() -> remove(user));
    task(() -> set(user, "bob"));

    assertThat(task(() -> get(user))).isNotNull();
  }

  @Test
  void reportsEachReading() throws Exception {
    task(() -> set(user, "ann"));
    task(() -> set(user, "bob"));

    assertThat(task(() -> get(user))).isNotNull();
    assertThat(task(() -> get(user))).isNotNull();
  }

  @Test
  void reportsOneOfTwoLocals() throws Exception {
    ThreadLocal<Object> tenant = new ThreadLocal<>();
    for (int i = 0; i < 2; i++) {
      Object each = "tenant " + i;
      task(
          () -> {
            set(user, "user of " + each);
            set(tenant, each);
            remove(tenant);
            return null;
          });
    }

    assertThat(task(() -> get(user))).isNotNull();
    assertThat(task(() -> get(tenant))).isNull();
  }

  @Test
  void reportsATaskThatFailedBeforeItRemoved() throws Exception {
    task(() -> set(user, "ann"));
    task(() -> remove(user));
    Future<?> failed =
        pool.submit(
            () -> {
              set(user, "bob");
              throw new IllegalStateException();
            });
    while (!failed.isDone()) {
      Thread.onSpinWait();
    }

    assertThat(task(() -> get(user))).isNotNull();
  }

  @Test
  void reportsInAScheduledPool() throws Exception {
    ExecutorService scheduled = Executors.newScheduledThreadPool(1);
    try {
      scheduled.submit(() -> set(user, "ann")).get();
      scheduled.submit(() -> set(user, "bob")).get();

      assertThat(scheduled.submit(() -> get(user)).get()).isNotNull();
    } finally {
      scheduled.shutdownNow();
    }
  }

  @Test
  void reportsAReplacedValueThatIsLeftAgain() throws Exception {
    task(() -> set(user, "ann"));
    task(
        () -> {
          set(user, "bob");
          return set(user, "eve");
        });

    assertThat(task(() -> get(user))).isNotNull();
  }

  @Test
  void acceptsWhatTheTaskSetItself() throws Exception {
    for (int i = 0; i < 5; i++) {
      Object each = "user " + i;
      assertThat(
              task(
                  () -> {
                    set(user, each);
                    return get(user);
                  }))
          .isNull();
    }
  }

  @Test
  void acceptsWhatIsRemoved() throws Exception {
    for (int i = 0; i < 5; i++) {
      Object each = "user " + i;
      task(() -> set(user, each));
      task(() -> remove(user));
      assertThat(task(() -> get(user))).isNull();
      task(() -> set(user, each));
      task(() -> set(user, null));
      assertThat(task(() -> get(user))).isNull();
    }
  }

  @Test
  void acceptsACache() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(
              task(
                  () -> {
                    Finding finding = get(user);
                    if (user.get() == null) {
                      set(user, new Object());
                    }
                    return finding;
                  }))
          .isNull();
    }
  }

  @Test
  void acceptsABufferThatIsTakenOutAndGivenBack() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(task(this::takeAndGiveBack)).isNull();
      assertThat(
              task(
                  () -> {
                    Finding finding = takeAndGiveBack();
                    return finding == null ? takeAndGiveBack() : finding;
                  }))
          .isNull();
    }
  }

  /** As fastjson 1 does. */
  private Finding takeAndGiveBack() {
    Finding finding = get(user);
    Object buffer = user.get();
    if (buffer == null) {
      buffer = new char[1];
    } else {
      set("take", user, null);
    }
    set("close", user, buffer.hashCode() % 2 == 0 ? buffer : new char[2]); // a larger one
    return finding;
  }

  @Test
  void reportsAUserThatIsSetWhereOneWasRemovedThatHadBeenAskedFor() throws Exception {
    task(
        () -> {
          get(user);
          set(user, "ann");
          return remove(user);
        });
    task(() -> set(user, "bob"));

    assertThat(task(() -> get(user))).isNotNull();
  }

  @Test
  void acceptsWhatIsSetAnewNowAndThen() throws Exception {
    task(() -> set(user, "connection"));
    for (int i = 0; i < 40; i++) {
      assertThat(task(() -> get(user))).isNull();
    }
    task(() -> set(user, "another"));

    assertThat(task(() -> get(user))).isNull();
  }

  @Test
  void acceptsACounter() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(
              task(
                  () -> {
                    Finding finding = get(user);
                    Object count = user.get();
                    set(user, count == null ? 1000 : (int) count + 1);
                    return finding;
                  }))
          .isNull();
    }
  }

  @Test
  void acceptsWhatIsSetOnceForTheThread() throws Exception {
    task(() -> set(user, "connection"));

    assertThat(task(() -> get(user))).isNull();
    assertThat(task(() -> get(user))).isNull();
  }

  @Test
  void acceptsAValueThatIsMadeForEachThread() throws Exception {
    ThreadLocal<Object> made = ThreadLocal.withInitial(Object::new);
    ThreadLocal<Object> own =
        new ThreadLocal<>() {
          @Override
          protected Object initialValue() {
            return new Object();
          }
        };
    for (ThreadLocal<Object> each : List.of(made, own)) {
      task(() -> set(each, "ann"));
      task(() -> set(each, "bob"));

      assertThat(task(() -> get(each))).isNull();
    }
  }

  @Test
  void acceptsAThreadOfNoPool() throws Exception {
    set(user, "ann");
    set(user, "bob");
    assertThat(get(user)).isNull();
    List<Finding> found = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              set(user, "ann");
              set(user, "bob");
              Finding finding = get(user);
              if (finding != null) {
                found.add(finding);
              }
            });
    thread.start();
    thread.join();

    assertThat(found).isEmpty();
  }

  @Test
  void acceptsWhatAnotherThreadSet() throws Exception {
    task(() -> set(user, "ann"));
    task(() -> set(user, "bob"));
    ((ThreadPoolExecutor) pool).setMaximumPoolSize(2);
    ((ThreadPoolExecutor) pool).setCorePoolSize(2);
    Future<Finding> other = null;
    for (int i = 0; i < 2; i++) {
      other = pool.submit(() -> user.get() == null ? get(user) : null);
      assertThat(other.get()).isNull();
    }
  }

  @Test
  void acceptsAValueThatNobodySawSet() throws Exception {
    task(() -> set(user, "ann"));
    task(() -> set(user, "bob"));
    task(
        () -> {
          user.set(new Object()); // by reflection, for instance
          return null;
        });

    assertThat(task(() -> get(user))).isNull();
  }

  @Test
  void forgetsNobodyAmongManyLocals() throws Exception {
    List<ThreadLocal<Object>> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(new ThreadLocal<>());
    }
    task(
        () -> {
          for (ThreadLocal<Object> each : many) {
            set(each, each.toString());
          }
          return null;
        });

    for (ThreadLocal<Object> each : many.subList(0, 100)) {
      assertThat(task(() -> get(each))).isNull();
    }
  }

  private Finding task(Callable<Finding> work) throws Exception {
    return pool.submit(work).get();
  }

  private Finding set(ThreadLocal<Object> local, Object value) {
    return set("run", local, value);
  }

  private Finding set(String method, ThreadLocal<Object> local, Object value) {
    local.set(value);
    return words(see(method, "set(Ljava/lang/Object;)V", Look.ARGUMENTS, local, null, value));
  }

  private Finding remove(ThreadLocal<Object> local) {
    local.remove();
    return words(see("run", "remove()V", Look.ARGUMENTS, local, null));
  }

  private Finding get(ThreadLocal<Object> local) {
    return words(asked("run", local));
  }

  private Filed asked(String method, ThreadLocal<Object> local) {
    return see(method, "get()Ljava/lang/Object;", Look.RESULT, local, local.get());
  }

  private static Finding words(Filed filed) {
    return filed == null ? null : filed.finding();
  }

  /** As a probe does it: whatever passes is not looked at. */
  private Filed see(
      String method,
      String signature,
      Look look,
      Object receiver,
      Object result,
      Object... arguments) {
    int end = signature.indexOf('(');
    Call call =
        new Call(
            "java/lang/ThreadLocal", signature.substring(0, end), signature.substring(end), look);
    if (rule.passes(call, receiver, result, null, 0)) {
      return null;
    }
    Site site = RuleFixture.site("com.acme.CutOff", method, call);
    Case found =
        rule.look(new Sighting(site, call, receiver, result, arguments), new FakeSurroundings());
    return found == null
        ? null
        : new Filed(
            Identity.of(rule.id(), site), site, found, rule.severity(), rule.evidence(), "main", 1);
  }
}
