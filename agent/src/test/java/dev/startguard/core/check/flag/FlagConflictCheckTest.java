package dev.startguard.core.check.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import org.junit.jupiter.api.Test;

class FlagConflictCheckTest {
  private static final String FLAGS =
      """
      flags:
        NEW: { type: boolean, conflicts: [OLD] }
        OLD: { type: boolean, conflicts: [NEW], implies: [TAX] }
        TAX: { type: boolean }
      """;

  private final FakeHost host = new FakeHost();

  @Test
  void reportsTwoFlagsThatExcludeEachOtherOnce() {
    host.env("NEW", "true", "OLD", "true", "TAX", "true");

    Checked checked = check(FLAGS);

    assertThat(checked.lines())
        .containsExactly("error flag-conflict NEW: on together with OLD, with which it conflicts");
    assertThat(checked.only().fixes()).containsExactly("switch NEW or OLD off");
    assertThat(checked.place()).isEqualTo("startguard.yaml:4:37");
    assertThat(checked.passed()).as("OLD implies TAX").isEqualTo(1);
  }

  @Test
  void reportsAFlagWithoutTheOneItImplies() {
    host.properties("OLD", "true");

    Checked checked = check(FLAGS);

    assertThat(checked.lines())
        .containsExactly("error flag-conflict OLD: on without TAX, which it implies");
    assertThat(checked.only().notes())
        .extracting(note -> note.text())
        .containsExactly("OLD is read from -DOLD", "TAX is not set");
  }

  @Test
  void acceptsFlagsThatGoTogether() {
    assertThat(check(FLAGS).passed()).isEqualTo(2);

    host.env("NEW", "true", "OLD", "false");
    assertThat(check(FLAGS).passed()).isEqualTo(2);
  }

  @Test
  void acceptsAnImpliedFlagThatIsOnAlone() {
    host.env("TAX", "true");

    assertThat(check(FLAGS).findings()).isEmpty();
  }

  @Test
  void seesAConflictThatOnlyTheLaterFlagDeclares() {
    host.env("A", "true", "B", "true");

    assertThat(
            check("flags:\n  A: { type: boolean }\n  B: { type: boolean, conflicts: [A] }").lines())
        .containsExactly("error flag-conflict B: on together with A, with which it conflicts");
  }

  @Test
  void countsAFlagOfAnotherTypeAsOnWhenItIsSet() {
    host.env("COLOR", "blue", "PLAIN", "true");

    assertThat(
            check(
                    "flags:\n  COLOR: { type: string }\n  PLAIN: { type: boolean, conflicts: [COLOR] }")
                .findings())
        .hasSize(1);
  }

  @Test
  void doesNotJudgeByAFlagThatIsItselfWrong() {
    host.env("A", "true", "B", "http");

    Checked checked = check("flags:\n  A: { type: boolean, conflicts: [B] }\n  B: { type: port }");

    assertThat(checked.findings()).isEmpty();
    assertThat(checked.notEvaluated()).containsExactly("A needs B");
  }

  @Test
  void doesNotNeedAWrongFlagWhereTheOtherDecides() {
    host.env("B", "http");

    assertThat(
            check(
                    "flags:\n  A: { type: boolean, conflicts: [B], implies: [C] }\n  B: { type: port }\n  C: boolean")
                .passed())
        .isEqualTo(2);
  }

  @Test
  void doesNotGuessWhatTargetingRulesDecide() {
    host.env("A", "true")
        .content(
            "flags.json",
            "{\"flags\": {\"B\": {\"state\": \"ENABLED\", \"targeting\": {\"if\": [true, \"on\"]}}}}");

    Checked checked =
        check(
            "flags:\n  A: { type: boolean, conflicts: [B] }\n  B: { type: boolean, file: flags.json }");

    assertThat(checked.findings()).isEmpty();
    assertThat(checked.notEvaluated()).containsExactly("A needs the targeting rules in flags.json");
  }

  private Checked check(String yaml) {
    return ManifestFixture.validate(yaml, host, new FlagConflictCheck());
  }
}
