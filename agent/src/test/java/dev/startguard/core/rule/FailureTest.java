package dev.startguard.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FailureTest {
  private static final long PATIENCE = 60_000_000_000L;

  private final FakeDocket docket = new FakeDocket();

  @BeforeAll
  static void open() {
    Opened.all();
  }

  @Test
  void isOfTheSameEventWhenTheThrowableIsGone() {
    WeakReference<?>[] thrown = new WeakReference<?>[1];
    Failure[] failures = twoOfOne(thrown);
    long begin = System.nanoTime();
    while (thrown[0].get() != null) {
      System.gc();
      assertThat(System.nanoTime() - begin).as("it is not collected").isLessThan(PATIENCE);
    }

    assertThat(failures[0].event()).isEqualTo(failures[1].event());
    assertThat(failures[0].event()).hasSameHashCodeAs(failures[1].event());
  }

  private static Failure[] twoOfOne(WeakReference<?>[] kept) {
    Throwable thrown = new IllegalStateException();
    kept[0] = new WeakReference<>(thrown);
    return new Failure[] {new Failure(thrown), new Failure(new ExecutionException(thrown))};
  }

  @Test
  void isOfAnotherEventForAnotherThrowable() {
    Failure[] failures = new Failure[2];
    for (int i = 0; i < 2; i++) {
      failures[i] = new Failure(new IllegalStateException());
    }

    assertThat(failures[0].event()).isNotEqualTo(failures[1].event());
  }

  @Test
  void isOfTheSameEventWithoutAStack() {
    Throwable one = new Stackless();
    Throwable other = new Stackless();

    assertThat(new Failure(one).event()).isEqualTo(new Failure(one).event());
    assertThat(new Failure(one).event()).isNotEqualTo(new Failure(other).event());
    assertThat(new Failure(one).located()).isEqualTo(Stackless.class.getName());
  }

  @Test
  void namesTheFirstCauseAndItsPlaceAndNoMessage() {
    Failure failure = new Failure(new RuntimeException("secret", failing()));

    assertThat(failure.located())
        .startsWith(
            "java.lang.RuntimeException, caused by java.lang.NumberFormatException at "
                + getClass().getName()
                + ".failing(FailureTest.java:");
  }

  @Test
  void leavesNoTraceOfHavingLooked() {
    Throwable thrown = new CompletionException(failing());
    Failure failure = new Failure(thrown);
    failure.located();
    failure.below("java.util.TimerThread");

    assertThat(Failure.unseen(thrown)).isTrue();
  }

  @Test
  void tellsWhatAClassOfTheJdkCalled() {
    AtomicReference<Failure> seen = new AtomicReference<>();
    Collections.singleton(1).forEach(new Failing(seen)::fail);

    assertThat(seen.get().below("java.util.Collections$SingletonSet"))
        .isEqualTo(Failing.class.getName());
    assertThat(seen.get().below("java.util.TimerThread")).isNull();
  }

  @Test
  void isPlacedInTheTasksOwnClass() {
    AtomicReference<Failure> seen = new AtomicReference<>();
    new Failing(seen).fail(1);

    Site site = seen.get().site(docket, Failing.class.getName(), Failing.class, "api");
    assertThat(site.method()).isEqualTo("fail");
    assertThat(site.api()).isEqualTo("api");
    assertThat(seen.get().site(docket, "com.acme.Other", null, "api").method())
        .isEqualTo("failing");
    Site unknown = new Failure(new Stackless()).site(docket, "com.acme.Other", null, "api");
    assertThat(unknown.text()).startsWith("com.acme.Other.run(");
  }

  private static Exception failing() {
    try {
      return new IllegalStateException(Integer.toString(Integer.parseInt("secret")));
    } catch (NumberFormatException thrown) {
      return thrown;
    }
  }

  private record Failing(AtomicReference<Failure> seen) {
    void fail(Object ignored) {
      seen.set(new Failure(failing()));
    }
  }

  private static final class Stackless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stackless() {
      super("secret", null, false, false);
    }
  }
}
