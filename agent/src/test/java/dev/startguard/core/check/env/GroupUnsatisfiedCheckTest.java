package dev.startguard.core.check.env;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GroupUnsatisfiedCheckTest {
  private static Checked check(String kind, FakeHost host) {
    return validate(
        "startguard: 1\nservice: test\nenv: { A: , B: port }\nproperties: { c: }\nsecrets: { S: }\ngroups:\n  - { name: login, "
            + kind
            + ": [A, B, c, S] }\n",
        host,
        new GroupUnsatisfiedCheck());
  }

  private static FakeHost host(int count) {
    FakeHost host = new FakeHost();
    if (count > 0) {
      host.env("A", "x");
    }
    if (count > 1) {
      host.env("B", "not a port");
    }
    if (count > 2) {
      host.properties("c", "x");
    }
    if (count > 3) {
      host.env("S", "x");
    }
    return host;
  }

  @ParameterizedTest
  @CsvSource({
    "exactlyOneOf,0,false",
    "exactlyOneOf,1,true",
    "exactlyOneOf,2,false",
    "exactlyOneOf,4,false",
    "atLeastOneOf,0,false",
    "atLeastOneOf,1,true",
    "atLeastOneOf,4,true",
    "allOrNone,0,true",
    "allOrNone,1,false",
    "allOrNone,3,false",
    "allOrNone,4,true",
    "mutuallyExclusive,0,true",
    "mutuallyExclusive,1,true",
    "mutuallyExclusive,2,false",
  })
  void countsWhatIsSet(String kind, int set, boolean satisfied) {
    Checked checked = check(kind, host(set));
    assertThat(checked.findings().isEmpty()).isEqualTo(satisfied);
    assertThat(checked.passed()).isEqualTo(satisfied ? 1 : 0);
  }

  @Test
  void saysThatNoneIsSet() {
    Finding finding = check("exactlyOneOf", host(0)).only();
    assertThat(finding.id()).isEqualTo("group-unsatisfied");
    assertThat(finding.subject()).isEqualTo("login");
    assertThat(finding.gist()).isEqualTo("has none of A, B, -Dc, S set");
    assertThat(finding.message())
        .isEqualTo("The group login has none of A, B, -Dc, S set: exactly one must be set");
    assertThat(finding.fixes()).containsExactly("set one of A, B, -Dc, S");
    assertThat(check("exactlyOneOf", host(0)).place()).isEqualTo("startguard.yaml:7:20");
    assertThat(check("atLeastOneOf", host(0)).only().fixes())
        .containsExactly("set one or more of A, B, -Dc, S");
  }

  @Test
  void saysWhichAreSetAndWhichAreNot() {
    Finding finding = check("allOrNone", host(2)).only();
    assertThat(finding.gist()).isEqualTo("has A and B set, but not -Dc and S");
    assertThat(finding.detail())
        .isEqualTo("has A and B set, but not -Dc and S; all must be set, or none");
    assertThat(finding.notes())
        .containsExactly(new Note("set", "A, B"), new Note("not set", "-Dc, S"));
    assertThat(finding.fixes()).containsExactly("set -Dc and S, or unset A and B");
  }

  @Test
  void saysThatTooManyAreSet() {
    Finding finding = check("mutuallyExclusive", host(3)).only();
    assertThat(finding.gist()).isEqualTo("has A, B and -Dc set");
    assertThat(finding.fixes()).containsExactly("unset all of A, B, -Dc but one");
  }

  @Test
  void whatIsEmptyOrBlankIsNotSetAndIsNamed() {
    Finding finding = check("exactlyOneOf", new FakeHost().env("A", "", "B", "  ", "S", "")).only();
    assertThat(finding.notes()).contains(new Note("note", "A, B and S are set, but empty"));
    assertThat(check("allOrNone", new FakeHost().env("A", "", "S", "")).lines()).isEmpty();
  }

  @Test
  void aSecretWhoseFileCannotBeReadCountsAsSet() {
    FakeHost host = new FakeHost().env("S_FILE", "/run/gone");
    assertThat(check("exactlyOneOf", host).lines()).isEmpty();
    assertThat(check("exactlyOneOf", host.env("A", "x")).findings()).hasSize(1);
  }

  @Test
  void waitsForAMemberThatIsReportedAsMissing() {
    String yaml =
        "env: { A: { required: true }, B: }\ngroups: [ { name: g, allOrNone: [A, B] } ]\n";
    Checked checked =
        validate(
            yaml, new FakeHost().env("B", "x"), new EnvMissingCheck(), new GroupUnsatisfiedCheck());
    assertThat(checked.findings()).extracting(Finding::id).containsExactly("env-missing");
    assertThat(checked.notEvaluated()).containsExactly("g needs A");
  }

  @Test
  void doesNotWaitWhenThatCannotHelp() {
    String yaml =
        "env: { A: { required: true }, B: , C: }\ngroups: [ { name: g, mutuallyExclusive: [A, B, C] } ]\n";
    Checked checked =
        validate(yaml, new FakeHost().env("B", "x", "C", "y"), new GroupUnsatisfiedCheck());
    assertThat(checked.only().gist()).isEqualTo("has B and C set");
  }
}
