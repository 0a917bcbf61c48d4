package dev.startguard.core.check.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Note;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlagUnexpectedCheckTest {
  private static final String BY_PROFILE =
      "A: { type: boolean, expect: { prod: false, staging: true } }";

  private final FakeHost host = new FakeHost();

  @Test
  void reportsAFlagThatIsOnWhereItShouldBeOff() {
    host.env("A", "true");

    Checked checked = check("prod", BY_PROFILE);

    assertThat(checked.lines())
        .containsExactly("error flag-unexpected A: is true, expected false in prod");
    assertThat(checked.only().notes()).containsExactly(new Note("found", "true, from A"));
    assertThat(checked.only().fixes())
        .containsExactly("set A=false", "change expect in the manifest, if the state is meant");
    assertThat(checked.only().label()).isEqualTo("expected in prod");
    assertThat(checked.place()).isEqualTo("startguard.yaml:4:39");
  }

  @Test
  void reportsAnUnsetBooleanThatShouldBeOn() {
    Checked checked = check("staging", BY_PROFILE);

    assertThat(checked.lines())
        .containsExactly("error flag-unexpected A: is false, expected true in staging");
    assertThat(checked.only().notes())
        .containsExactly(new Note("found", "false, for it is not set"));
  }

  @Test
  void acceptsTheExpectedState() {
    host.env("A", "true");

    assertThat(check("staging", BY_PROFILE).passed()).isEqualTo(1);
    assertThat(check(null, "A: { type: boolean, expect: true }").passed()).isEqualTo(1);
  }

  @Test
  void takesAnUnsetBooleanForFalse() {
    assertThat(check("prod", BY_PROFILE).passed()).isEqualTo(1);
  }

  @Test
  void expectsNothingOfAProfileThatIsNotNamed() {
    host.env("A", "true");

    assertThat(check("dev", BY_PROFILE).findings()).isEmpty();
    assertThat(check(null, BY_PROFILE).findings()).isEmpty();
    assertThat(check(null, "A: { type: boolean }").findings()).isEmpty();
  }

  @Test
  void namesThePropertyThatSetIt() {
    host.properties("A", "true");

    assertThat(check(null, "A: { expect: false }").only().fixes()).contains("set -DA=false");
  }

  @Test
  void quotesTheValueOfAFlagThatIsNoBoolean() {
    host.env("COLOR", "blue");

    Checked checked = check(null, "COLOR: { type: string, expect: green }");

    assertThat(checked.lines())
        .containsExactly("error flag-unexpected COLOR: not \"green\": \"blue\"");
  }

  @Test
  void reportsAnotherFlagThatIsNotSet() {
    assertThat(check("prod", "COLOR: { type: string, expect: { prod: green } }").lines())
        .containsExactly("error flag-unexpected COLOR: not set, expected \"green\" in prod");
  }

  @Test
  void comparesValuesNotSpellings() {
    host.env("PORT", "080");

    assertThat(check(null, "PORT: { type: port, expect: 80 }").passed()).isEqualTo(1);
  }

  @Test
  void leavesAValueOfTheWrongTypeToEnvType() {
    host.env("PORT", "http");

    assertThat(check(null, "PORT: { type: port, expect: 80 }").findings()).isEmpty();
  }

  @Test
  void pointsAtTheFileThatDecided() {
    host.content(
        "flags.json",
        "{\"flags\": {\"A\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"defaultVariant\": \"on\"}}}");

    Checked checked = check(null, "A: { type: boolean, expect: false, file: flags.json }");

    assertThat(checked.only().notes()).containsExactly(new Note("found", "true, from flags.json"));
    assertThat(checked.only().fixes())
        .contains("make the default variant of A in flags.json false");
  }

  @Test
  void saysOnceThatAFileIsMissing() {
    Checked checked =
        check(
            null,
            """
            A: { type: boolean, file: flags.json }
              B: { type: boolean, expect: false, file: flags.json }
              C: { type: boolean, file: other.json }
            """);

    assertThat(checked.lines())
        .containsExactly(
            "error flag-unexpected A: state unknown: flags.json does not exist",
            "error flag-unexpected C: state unknown: other.json does not exist");
    assertThat(checked.notEvaluated()).containsExactly("B needs A");
  }

  @Test
  void reportsEachDefinitionThatIsBroken() {
    host.content("flags.json", "{\"flags\": {\"A\": {}, \"B\": {\"state\": \"on\"}}}");

    Checked checked =
        check(
            null,
            """
            A: { type: boolean, file: flags.json }
              B: { type: boolean, file: flags.json }
            """);

    assertThat(checked.lines())
        .containsExactly(
            "error flag-unexpected A: state unknown: flags.json gives it a state that is neither ENABLED nor DISABLED",
            "error flag-unexpected B: state unknown: flags.json gives it a state that is neither ENABLED nor DISABLED");
  }

  @Test
  void doesNotGuessWhatTargetingRulesDecide() {
    host.content(
        "flags.json",
        "{\"flags\": {\"A\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"defaultVariant\": \"on\","
            + " \"targeting\": {\"if\": [true, \"on\"]}}}}");

    Checked checked = check(null, "A: { type: boolean, expect: false, file: flags.json }");

    assertThat(checked.findings()).isEmpty();
    assertThat(checked.notEvaluated()).containsExactly("A needs the targeting rules in flags.json");
  }

  private Checked check(@Nullable String profile, String flags) {
    String profiles = "\nprofiles: { select: APP_ENV, known: [dev, staging, prod] }\n";
    return ManifestFixture.validate(
        "flags:\n  " + flags + profiles, profile, host, new FlagUnexpectedCheck());
  }
}
