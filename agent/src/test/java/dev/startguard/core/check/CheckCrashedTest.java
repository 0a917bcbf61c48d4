package dev.startguard.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.core.check.env.EnvMissingCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCrashedTest {
  /** A check that throws, with a value in the exception's message. */
  private static final class Broken implements Check {
    private final Throwable fault;

    Broken(Throwable fault) {
      this.fault = fault;
    }

    @Override
    public String id() {
      return "broken-check";
    }

    @Override
    public void run(Validation validation) {
      if (fault instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) fault;
    }
  }

  @Test
  void namesTheCheckAndThePlaceAndGoesOn() {
    Checked checked = check("env: { A: string }", new IllegalStateException("hunter2"));

    assertThat(checked.lines())
        .hasSize(2)
        .element(0)
        .asString()
        .matches(
            "warning check-crashed broken-check: the check crashed: java.lang.IllegalStateException at "
                + "dev.startguard.core.check.CheckCrashedTest:\\d+");
    assertThat(checked.findings().get(1).id()).as("the others still run").isEqualTo("env-missing");
  }

  @Test
  void neverPrintsTheMessage() {
    assertThat(check("env: { A: string }", new IllegalStateException("hunter2")).everything())
        .doesNotContain("hunter2");
  }

  @Test
  void survivesErrorsAndExceptionsWithoutATrace() {
    assertThat(check("env: { A: string }", new StackOverflowError()).findings()).hasSize(2);
    assertThat(check("env: { A: string }", new NoClassDefFoundError("x")).findings()).hasSize(2);

    RuntimeException traceless =
        new RuntimeException("hunter2", null, false, false) {
          private static final long serialVersionUID = 1L;
        };
    assertThat(check("env: { A: string }", traceless).findings().get(0).detail())
        .doesNotContain(" at ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy: { onInternalError: refuse }",
        "checks: { set: { check-crashed: error } }"
      })
  void refusesWhereThePolicySaysSo(String policy) {
    assertThat(check(policy + "\nenv: { A: string }", new IllegalStateException()).lines())
        .first()
        .asString()
        .startsWith("error check-crashed");
  }

  private static Checked check(String yaml, Throwable fault) {
    return ManifestFixture.validate(yaml, new FakeHost(), new Broken(fault), new EnvMissingCheck());
  }
}
