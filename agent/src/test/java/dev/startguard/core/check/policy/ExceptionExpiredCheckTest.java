package dev.startguard.core.check.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionExpiredCheckTest {
  private static final String BASE =
      """
      startguard: 1
      env:
        HTTP_PORT: { type: port, min: 1024 }
      """;

  private final FakeHost host = new FakeHost().content("base.yaml", BASE);

  @Test
  void acceptsAnExceptionThatIsNeededAndInTime() {
    Checked checked = check(80, "env-constraint", "HTTP_PORT", "2026-12-31");

    assertThat(checked.findings()).isEmpty();
    assertThat(checked.passed()).isEqualTo(1);
  }

  @Test
  void warnsOfOneThatHasExpired() {
    Checked checked = check(80, "env-constraint", "HTTP_PORT", "2026-11-01");

    assertThat(checked.lines())
        .containsExactly(
            "warning exception-expired env-constraint for HTTP_PORT: has an exception that expired on 2026-11-01");
    assertThat(checked.only().message())
        .isEqualTo("The exception from env-constraint for HTTP_PORT expired on 2026-11-01");
    assertThat(checked.only().notes())
        .extracting(note -> note.name() + ": " + note.text())
        .containsExactly("reason: SEC-123", "overdue: 14 days");
  }

  @Test
  void warnsOfOneThatNothingNeeds() {
    Checked checked = check(2048, "env-constraint", "HTTP_PORT", "2026-12-31");

    assertThat(checked.lines())
        .containsExactly(
            "warning exception-expired env-constraint for HTTP_PORT: has an exception that nothing needs");
  }

  @Test
  void saysBothInOneWarning() {
    assertThat(check(2048, "env-constraint", "HTTP_PORT", "2020-02-29").only().notes())
        .extracting(note -> note.text())
        .contains("nothing needs it any more");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-15, 2026-11-15T23:59:59Z, false",
    "2026-11-15, 2026-11-16T00:00:00Z, true",
    "2028-02-29, 2028-02-29T12:00:00Z, false",
    "2028-02-29, 2028-03-01T00:00:00Z, true"
  })
  void givesTheWholeDayInUtc(String until, String now, boolean expired) {
    host.now(now);

    assertThat(check(80, "env-constraint", "HTTP_PORT", until).findings()).hasSize(expired ? 1 : 0);
  }

  private Checked check(int min, String check, String subject, String until) {
    return ManifestFixture.validate(
        """
        startguard: 1
        service: checkout
        include: [base.yaml]
        env:
          HTTP_PORT: { type: port, min: %d }
        checks:
          exceptions:
            - { check: %s, subject: %s, reason: SEC-123, until: %s }
        """
            .formatted(min, check, subject, until),
        host,
        new ExceptionExpiredCheck());
  }
}
