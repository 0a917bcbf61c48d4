package dev.startguard.core.check.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.core.check.flag.FlagUnexpectedCheck;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import org.junit.jupiter.api.Test;

class FlagValuesTest {
  private final FakeHost host = new FakeHost();

  @Test
  void saysWhatTheCodeMakesOfAFlagThatIsNoBoolean() {
    host.env("NEW_CHECKOUT", "yes");

    Checked checked =
        check("NEW_CHECKOUT: { type: boolean, expect: true, description: The new pages }");

    Finding finding = checked.only();
    assertThat(checked.lines())
        .containsExactly("error env-type NEW_CHECKOUT: not a boolean: \"yes\"");
    assertThat(finding.message()).isEqualTo("NEW_CHECKOUT is not a boolean");
    assertThat(finding.notes())
        .containsExactly(
            new Note("found", "\"yes\""),
            new Note("why", "Boolean.parseBoolean makes false of it, as of everything but true"),
            new Note("why", "The new pages"));
    assertThat(finding.fixes())
        .containsExactly("write true or false, or list the spelling under accept");
    assertThat(finding.label()).isEqualTo("true or false");
    assertThat(checked.place()).isEqualTo("startguard.yaml:4:25");
  }

  @Test
  void acceptsASpellingThatTheEntryLists() {
    host.env("A", "yes");

    assertThat(check("A: { type: boolean, accept: [yes, no], expect: true }").findings()).isEmpty();
    assertThat(check("A: { type: boolean, accept: [yes, no], expect: false }").lines())
        .containsExactly("error flag-unexpected A: is true, expected false");
  }

  @Test
  void reportsABrokenConstraint() {
    host.env("LIMIT", "80", "COLOR", "red");

    assertThat(check("LIMIT: { type: port, min: 1024 }").lines())
        .containsExactly("error env-constraint LIMIT: below 1024: \"80\"");
    assertThat(check("COLOR: { type: enum, values: [green, blue] }").findings()).hasSize(1);
  }

  @Test
  void namesWhatSetTheFlag() {
    host.properties("A", "on");
    assertThat(check("A: { type: boolean }").only().notes())
        .contains(new Note("note", "set by -DA"));

    host.content(
        "flags.json",
        "{\"flags\": {\"B\": {\"state\": \"ENABLED\", \"variants\": {\"x\": \"on\"}, \"defaultVariant\": \"x\"}}}");
    assertThat(check("B: { type: boolean, file: flags.json }").only().notes())
        .contains(new Note("note", "set by flags.json"));
  }

  @Test
  void saysNothingOfFlagsThatAreNotSetOrRetired() {
    host.env("RETIRED", "yes", "EMPTY", "");

    Checked checked =
        check(
            """
            RETIRED: { retired: 2019-05-01 }
              EMPTY: { type: boolean }
              MISSING: { type: boolean }
            """);

    assertThat(checked.findings()).isEmpty();
    assertThat(checked.passed()).isZero();
  }

  @Test
  void countsEachCheckThatWasMade() {
    host.env("A", "true", "S", "text");

    assertThat(check("A: { type: boolean }").passed()).as("its type").isEqualTo(1);
    assertThat(check("S: { type: string }").passed())
        .as("nothing can be wrong with a text")
        .isZero();
    assertThat(check("S: { type: string, minLength: 2 }").passed()).as("its length").isEqualTo(1);
  }

  private Checked check(String flags) {
    return ManifestFixture.validate(
        "flags:\n  " + flags,
        host,
        new EnvTypeCheck(),
        new EnvConstraintCheck(),
        new FlagUnexpectedCheck());
  }
}
