package dev.startguard.core.check.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.core.check.env.EnvConstraintCheck;
import dev.startguard.core.check.env.EnvMissingCheck;
import dev.startguard.core.check.env.EnvTypeCheck;
import dev.startguard.core.check.flag.FlagUnexpectedCheck;
import dev.startguard.core.check.platform.TimezoneMismatchCheck;
import dev.startguard.finding.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileUnknownCheckTest {
  private static final String PROFILES =
      """
      profiles:
        select: APP_ENV
        known: [dev, staging, prod]
      env:
        APP_ENV: { type: enum, values: [dev, staging, prod] }
      """;

  private final FakeHost host = new FakeHost();

  @Test
  void reportsAnUnsetVariable() {
    Checked checked = check(PROFILES);

    assertThat(checked.lines())
        .containsExactly("error profile-unknown APP_ENV: names the profile, and is not set");
    assertThat(checked.only().gist()).isEqualTo("not set");
    assertThat(checked.only().fixes()).containsExactly("set APP_ENV to one of dev, staging, prod");
    assertThat(checked.place()).isEqualTo("startguard.yaml:5:10");
  }

  @Test
  void asksForANearNameThatIsSet() {
    host.env("APP_EVN", "prod");

    Finding finding = check(PROFILES).only();

    assertThat(finding.gist()).isEqualTo("not set (APP_EVN set?)");
    assertThat(finding.fixes()).first().isEqualTo("rename APP_EVN to APP_ENV");
  }

  @Test
  void takesTheDefaultForAnUnsetVariableOnly() {
    String profiles = PROFILES.replace("known:", "default: dev\n  known:");

    assertThat(check(profiles).passed()).isEqualTo(1);

    host.env("APP_ENV", "");
    assertThat(check(profiles).lines())
        .containsExactly("error profile-unknown APP_ENV: set, but names no profile");
  }

  @ParameterizedTest
  @CsvSource({
    "prdo, prod",
    "production, ''",
    "Prod, prod",
    "stagin, staging",
    "x, ''",
    "prod.eu, ''"
  })
  void reportsANameThatIsNotKnown(String value, String near) {
    host.env("APP_ENV", value);

    Finding finding = check(PROFILES).only();

    assertThat(finding.detail())
        .isEqualTo(
            "names an unknown profile: \""
                + value
                + '"'
                + (near.isEmpty() ? "" : "; did you mean " + near + "?"));
    assertThat(finding.gist())
        .isEqualTo("names an unknown profile" + (near.isEmpty() ? "" : " (" + near + "?)"));
    if (!near.isEmpty()) {
      assertThat(finding.fixes()).first().isEqualTo("set APP_ENV=" + near);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod,dev", " prod , dev", "dev,staging,prod"})
  void reportsSeveralKnownProfiles(String value) {
    host.env("APP_ENV", value);

    assertThat(check(PROFILES).only().detail()).startsWith("names several profiles: ");
    assertThat(check(PROFILES.replace("known:", "others: allow\n  known:")).only().detail())
        .startsWith("names several profiles: ");
  }

  @Test
  void acceptsOneKnownProfileAmongOthersWhereTheManifestSaysSo() {
    host.env("APP_ENV", "cloud,prod,metrics");

    assertThat(check(PROFILES.replace("known:", "others: allow\n  known:")).passed()).isEqualTo(1);
    assertThat(check(PROFILES).only().notes())
        .extracting(note -> note.text())
        .contains("other names may stand beside the profile only with profiles.others: allow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", " prod ", "prod,", "prod,prod"})
  void acceptsAKnownProfile(String value) {
    host.env("APP_ENV", value);

    Checked checked = check(PROFILES);

    assertThat(checked.passed()).isEqualTo(1);
    assertThat(checked.validation().manifest().profile()).isEqualTo("prod");
  }

  @Test
  void asksTheSettingBeforeTheVariable() {
    host.env("APP_ENV", "nonsense");

    Checked checked =
        ManifestFixture.select(
            PROFILES, host, "staging", "STARTGUARD_PROFILE", new ProfileUnknownCheck());
    assertThat(checked.passed()).isEqualTo(1);
    assertThat(checked.validation().manifest().profile()).isEqualTo("staging");

    checked =
        ManifestFixture.select(
            PROFILES, host, "stagin", "STARTGUARD_PROFILE", new ProfileUnknownCheck());
    assertThat(checked.only().subject()).isEqualTo("STARTGUARD_PROFILE");
    assertThat(checked.only().fixes()).first().isEqualTo("set STARTGUARD_PROFILE=staging");
  }

  @Test
  void asksThePropertyOfTheVariableLast() {
    String profiles = PROFILES.replace("type: enum", "property: app.env, type: enum");
    host.properties("app.env", "prod");

    assertThat(check(profiles).validation().manifest().profile()).isEqualTo("prod");

    host.env("APP_ENV", "");
    assertThat(check(profiles).validation().manifest().profile()).isEqualTo("prod");

    host.env("APP_ENV", "dev");
    assertThat(check(profiles).validation().manifest().profile()).isEqualTo("dev");
  }

  @Test
  void refusesAProfileWhereTheManifestKnowsNone() {
    assertThat(check("env: { A: string }").findings()).isEmpty();
    assertThat(check("env: { A: string }").passed()).isZero();

    Checked checked =
        ManifestFixture.select(
            "env: { A: string }", host, "prod", "profile", new ProfileUnknownCheck());
    assertThat(checked.only().fixes())
        .containsExactly("unset profile, or declare profiles in the manifest");
  }

  @Test
  void leavesWhatAProfileCouldOverrideOpen() {
    host.env("APP_ENV", "prdo").zone("Europe/Berlin", null, null);

    Checked checked =
        ManifestFixture.select(
            PROFILES
                + """
                  A: string
                  B: { type: port, profiles: { dev: { required: false } } }
                flags:
                  F: { type: boolean, expect: { prod: true } }
                  G: { type: boolean, expect: true }
                platform: { timezone: UTC, profiles: { dev: { timezone: Europe/Berlin } } }
                """,
            host,
            null,
            "",
            new ProfileUnknownCheck(),
            new EnvMissingCheck(),
            new EnvTypeCheck(),
            new EnvConstraintCheck(),
            new FlagUnexpectedCheck(),
            new TimezoneMismatchCheck());

    assertThat(checked.findings())
        .extracting(finding -> finding.id() + " " + finding.subject())
        .as("the variable itself is reported once")
        .containsExactly("profile-unknown APP_ENV", "env-missing A", "flag-unexpected G");
    assertThat(checked.notEvaluated())
        .containsExactly("B needs APP_ENV", "F needs APP_ENV", "timezone needs APP_ENV");
  }

  @Test
  void doesNotPrintAValueThatMayBeASecret() {
    host.env("APP_ENV", "ghp_0123456789abcdefghijABCDEFGHIJ012345");

    assertThat(check(PROFILES).everything()).doesNotContain("0123456789abcdefghij");
  }

  private Checked check(String yaml) {
    return ManifestFixture.select(yaml, host, null, "", new ProfileUnknownCheck());
  }
}
