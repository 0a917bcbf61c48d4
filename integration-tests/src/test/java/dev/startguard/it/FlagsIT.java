package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flags of a real process, its profile, and a flagd file beside it. */
class FlagsIT {
  private static final String FLAGD =
      """
      {"flags": {
        "LEGACY_TAX": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "%s"}
        %s
      }}
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeManifest() throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        """
        startguard: 1
        service: flags
        profiles: { select: APP_ENV, known: [dev, prod] }
        flags:
          NEW_CHECKOUT: { type: boolean, expect: { prod: false }, conflicts: [OLD_CHECKOUT] }
          OLD_CHECKOUT: { type: boolean, implies: [LEGACY_TAX], removeBy: 2020-02-29 }
          LEGACY_TAX: { type: boolean, file: flags.json }
          POWER_PEG: { retired: 2019-05-01 }
        """);
    Files.writeString(folder.resolve("flags.json"), FLAGD.formatted("on", ""));
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void startsWithOneWarning(Jdk jdk) {
    Outcome outcome = hello(jdk).env("APP_ENV", "prod").env("OLD_CHECKOUT", "true").run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.errLines().get(0)).endsWith("profile prod), 1 warning");
    assertThat(outcome.errLines().get(1))
        .contains("flag-overdue OLD_CHECKOUT should have been removed by 2020-02-29");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesEveryKindOfWrongFlagAtOnce(Jdk jdk) throws IOException {
    Files.writeString(
        folder.resolve("flags.json"),
        FLAGD.formatted("off", ", \"POWER_PEG\": {\"state\": \"DISABLED\"}"));

    Outcome outcome =
        hello(jdk)
            .env("APP_ENV", "prod")
            .env("NEW_CHECKOUT", "true")
            .jvm("-DOLD_CHECKOUT=true")
            .env("POWER_PEG", "")
            .run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.err())
        .contains(
            "flag-unexpected NEW_CHECKOUT is true, expected false in prod",
            "flag-conflict   NEW_CHECKOUT on together with OLD_CHECKOUT, with which it conflicts",
            "flag-conflict   OLD_CHECKOUT on without LEGACY_TAX, which it implies",
            "flag-retired    POWER_PEG    retired on 2019-05-01, but set in the environment, flags.json",
            "flag-overdue    OLD_CHECKOUT");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void explainsAValueThatIsNoBoolean(Jdk jdk) {
    Outcome outcome = hello(jdk).env("APP_ENV", "prod").env("NEW_CHECKOUT", "yes").run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.err())
        .contains(
            "error[env-type]: NEW_CHECKOUT is not a boolean",
            "Boolean.parseBoolean makes false of it");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void saysThatTheFileIsMissing(Jdk jdk) throws IOException {
    Files.delete(folder.resolve("flags.json"));

    Outcome outcome = hello(jdk).env("APP_ENV", "prod").run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.err())
        .contains("The state of LEGACY_TAX is unknown: flags.json does not exist");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void asksForTheProfileThatIsMeant(Jdk jdk) {
    Outcome unknown = hello(jdk).env("APP_ENV", "prdo").run();
    assertThat(unknown.exit()).as("%s", unknown).isEqualTo(78);
    assertThat(unknown.errLines().get(0)).contains("APP_ENV names an unknown profile (prod?)");
    assertThat(unknown.err()).contains("not evaluated: needs APP_ENV (1): NEW_CHECKOUT");

    Outcome unset = hello(jdk).run();
    assertThat(unset.exit()).as("%s", unset).isEqualTo(78);
    assertThat(unset.errLines().get(0)).contains("APP_ENV not set");

    Outcome several = hello(jdk).env("APP_ENV", "dev,prod").run();
    assertThat(several.exit()).as("%s", several).isEqualTo(78);
    assertThat(several.errLines().get(0)).contains("APP_ENV names 2 profiles");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void prefersTheSettingToTheVariable(Jdk jdk) {
    Outcome outcome =
        hello(jdk)
            .env("APP_ENV", "dev")
            .env("NEW_CHECKOUT", "true")
            .env("STARTGUARD_PROFILE", "prod")
            .run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.err())
        .contains(
            "REFUSED flags (prod): NEW_CHECKOUT is true", "profile=prod from STARTGUARD_PROFILE");
  }

  private ForkedJvm hello(Jdk jdk) {
    return ForkedJvm.of(jdk).in(folder).agent().main(Hello.class);
  }
}
