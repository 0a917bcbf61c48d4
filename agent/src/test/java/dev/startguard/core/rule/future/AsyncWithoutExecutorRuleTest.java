package dev.startguard.core.rule.future;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsyncWithoutExecutorRuleTest {
  private final RuleFixture on17 = new RuleFixture(new AsyncWithoutExecutorRule(17, 1));
  private final RuleFixture on25 = new RuleFixture(new AsyncWithoutExecutorRule(25, 1));
  private final CompletableFuture<Object> future = new CompletableFuture<>();
  private final Supplier<Object> supplier = Object::new;
  private final Function<Object, Object> function = Function.identity();
  private final Runnable runnable = Thread::onSpinWait;

  @Test
  void saysThatJdk17StartsAThreadForEach() {
    assertThat(on17.see("CompletableFuture.supplyAsync", null, null, supplier).message())
        .isEqualTo(
            "CompletableFuture.supplyAsync without an executor, where the common pool has one"
                + " thread: this JDK starts a thread for each, without a limit");
  }

  @Test
  void saysThatJdk25LosesWhatWaits() {
    assertThat(on25.see("CompletableFuture.runAsync", null, null, runnable).message())
        .isEqualTo(
            "CompletableFuture.runAsync without an executor, where the common pool has one thread:"
                + " all such work of this JVM waits for it, and what waits is lost at the exit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CompletableFuture", "CompletionStage"})
  void reportsStages(String owner) {
    Consumer<Object> consumer = value -> {};
    BiFunction<Object, Object, Object> both = (one, other) -> one;
    BiConsumer<Object, Object> end = (one, other) -> {};

    assertThat(see(owner, "thenApplyAsync", function)).isNotNull();
    assertThat(see(owner, "thenAcceptAsync", consumer)).isNotNull();
    assertThat(see(owner, "thenRunAsync", runnable)).isNotNull();
    assertThat(see(owner, "thenComposeAsync", function)).isNotNull();
    assertThat(see(owner, "thenCombineAsync", future, both)).isNotNull();
    assertThat(see(owner, "thenAcceptBothAsync", future, end)).isNotNull();
    assertThat(see(owner, "runAfterBothAsync", future, runnable)).isNotNull();
    assertThat(see(owner, "applyToEitherAsync", future, function)).isNotNull();
    assertThat(see(owner, "acceptEitherAsync", future, consumer)).isNotNull();
    assertThat(see(owner, "runAfterEitherAsync", future, runnable)).isNotNull();
    assertThat(see(owner, "handleAsync", both)).isNotNull();
    assertThat(see(owner, "whenCompleteAsync", end)).isNotNull();
  }

  @Test
  void reportsWhatOnlyFuturesHave() {
    assertThat(see("CompletableFuture", "completeAsync", supplier)).isNotNull();
    assertThat(see("CompletableFuture", "exceptionallyAsync", function)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 63})
  void acceptsACommonPoolWithMoreThreads(int parallelism) {
    for (int release : new int[] {17, 21, 25}) {
      RuleFixture rule = new RuleFixture(new AsyncWithoutExecutorRule(release, parallelism));

      assertThat(rule.see("CompletableFuture.supplyAsync", null, null, supplier)).isNull();
      assertThat(rule.see("CompletableFuture.runAsync", null, null, runnable)).isNull();
      assertThat(rule.see("CompletableFuture.thenApplyAsync", future, null, function)).isNull();
      assertThat(rule.see("CompletionStage.thenRunAsync", future, null, runnable)).isNull();
    }
  }

  @Test
  void acceptsAFutureWithAnExecutorOfItsOwn() {
    CompletableFuture<Object> own = new CompletableFuture<>() {};

    assertThat(on17.see("CompletableFuture.thenApplyAsync", own, null, function)).isNull();
    assertThat(on17.see("CompletionStage.thenRunAsync", own, null, runnable)).isNull();
    assertThat(on25.see("CompletionStage.thenRunAsync", own, null, runnable)).isNull();
    assertThat(on25.see("CompletableFuture.completeAsync", own, null, supplier)).isNull();
  }

  @Test
  void looksAtNoCallWithAnExecutorAndAtNoneThatRunsAtOnce() {
    assertThat(new AsyncWithoutExecutorRule().calls())
        .extracting(Call::descriptor)
        .noneMatch(text -> text.contains("Executor"));
    assertThat(new AsyncWithoutExecutorRule().calls())
        .extracting(Call::name)
        .allMatch(name -> name.endsWith("Async"));
  }

  private Finding see(String owner, String method, Object... arguments) {
    return on17.see(owner + "." + method, future, null, arguments);
  }
}
