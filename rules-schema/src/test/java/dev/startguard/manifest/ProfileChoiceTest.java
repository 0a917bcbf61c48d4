package dev.startguard.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.manifest.ProfileChoice.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileChoiceTest {
  private static ProfileChoice choose(String profiles, @Nullable String text) {
    return ProfileChoice.of(
        ManifestFiles.service("profiles: " + profiles + "\nenv: { A: string }")
            .manifest()
            .profiles(),
        text);
  }

  private static final String KNOWN = "{ select: APP_ENV, known: [dev, staging, prod] }";
  private static final String DEFAULT =
      "{ select: APP_ENV, known: [dev, staging, prod], default: dev }";
  private static final String OTHERS =
      "{ select: APP_ENV, known: [dev, staging, prod], others: allow }";

  @Test
  void takesTheOneThatIsNamed() {
    assertThat(choose(KNOWN, "prod").profile()).isEqualTo("prod");
    assertThat(choose(KNOWN, "prod").outcome()).isEqualTo(Outcome.CHOSEN);
  }

  @Test
  void takesTheDefaultWhenNothingIsSet() {
    assertThat(choose(DEFAULT, null).profile()).isEqualTo("dev");
  }

  @Test
  void saysThatNothingIsSetWithoutADefault() {
    assertThat(choose(KNOWN, null).outcome()).isEqualTo(Outcome.UNSET);
    assertThat(choose(KNOWN, null).profile()).isNull();
  }

  @Test
  void doesNotTakeTheDefaultForAnEmptyText() {
    assertThat(choose(DEFAULT, "").outcome()).isEqualTo(Outcome.EMPTY);
    assertThat(choose(DEFAULT, " , ").outcome()).isEqualTo(Outcome.EMPTY);
  }

  @Test
  void namesTheNearestForAnUnknownName() {
    ProfileChoice choice = choose(KNOWN, "prd");
    assertThat(choice.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(choice.unknown()).containsExactly("prd");
    assertThat(choice.nearest()).isEqualTo("prod");
    assertThat(choice.profile()).isNull();
  }

  @Test
  void refusesTwoKnownNames() {
    ProfileChoice choice = choose(OTHERS, "prod,staging");
    assertThat(choice.outcome()).isEqualTo(Outcome.SEVERAL);
    assertThat(choice.named()).containsExactly("prod", "staging");
  }

  @Test
  void takesOneNameSaidTwice() {
    assertThat(choose(KNOWN, "prod,prod").profile()).isEqualTo("prod");
  }

  @Test
  void refusesAnotherNameBesideTheKnownOne() {
    ProfileChoice choice = choose(KNOWN, "prod,metrics");
    assertThat(choice.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(choice.unknown()).containsExactly("metrics");
  }

  @Test
  void allowsAnotherNameWhereTheManifestSaysSo() {
    assertThat(choose(OTHERS, "metrics, prod ,").profile()).isEqualTo("prod");
  }

  @Test
  void needsAKnownNameEvenWhereOthersAreAllowed() {
    assertThat(choose(OTHERS, "metrics").outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void isNoneForAManifestWithoutProfiles() {
    Profiles profiles = ManifestFiles.service("env: { A: string }").manifest().profiles();
    assertThat(ProfileChoice.of(profiles, null).outcome()).isEqualTo(Outcome.NONE);
    assertThat(ProfileChoice.of(profiles, "prod").outcome()).isEqualTo(Outcome.UNKNOWN);
  }
}
