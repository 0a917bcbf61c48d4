package dev.startguard.manifest.merge;

import static dev.startguard.manifest.ManifestFiles.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.manifest.Group;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.ManifestDocument;
import dev.startguard.manifest.ManifestFiles;
import dev.startguard.manifest.Variable;
import org.junit.jupiter.api.Test;

class ProfileOverlayTest {
  private static final String PROFILES = "profiles: { select: APP_ENV, known: [dev, prod] }";

  private static Variable variable(Manifest manifest, String name) {
    return manifest.variables().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void replacesFieldsAndWholeLists() {
    ManifestFiles files =
        service(
            PROFILES,
            "env:\n  URL: { type: url, schemes: [https], profiles: { dev: { schemes: [http], required: false } } }");
    Variable dev = variable(files.manifest("dev"), "URL");
    assertThat(dev.fields().texts("schemes")).containsExactly("http");
    assertThat(dev.required()).isFalse();
    assertThat(dev.type()).isEqualTo("url");
    Variable prod = variable(files.manifest("prod"), "URL");
    assertThat(prod.fields().texts("schemes")).containsExactly("https");
    assertThat(prod.required()).isTrue();
  }

  @Test
  void takesTheOverridesOutOfEveryEffectiveTree() {
    ManifestFiles files =
        service(
            PROFILES,
            "env: { A: { profiles: { dev: { required: false } } } }\npolicy: { profiles: { dev: { mode: warn } } }");
    for (Manifest manifest : new Manifest[] {files.manifest("dev"), files.manifest("prod")}) {
      assertThat(variable(manifest, "A").fields().has("profiles")).isFalse();
      assertThat(manifest.section("policy").has("profiles")).isFalse();
      assertThat(manifest.profiles().known()).containsExactly("dev", "prod");
    }
  }

  @Test
  void leavesTheOverridesInWhileNoProfileIsKnown() {
    Manifest manifest =
        service(PROFILES, "env: { A: { profiles: { dev: { required: false } } } }").manifest();
    assertThat(variable(manifest, "A").fields().has("profiles")).isTrue();
    assertThat(variable(manifest, "A").required()).isTrue();
  }

  @Test
  void pointsAtTheOverrideThatSaysIt() {
    Variable dev =
        variable(
            service(
                    PROFILES,
                    "env:\n  A:\n    type: integer\n    max: 5\n    profiles:\n      dev:\n        max: 50")
                .manifest("dev"),
            "A");
    assertThat(dev.fields().place("max").text()).isEqualTo("startguard.yaml:10:14");
    assertThat(dev.fields().place("type").text()).isEqualTo("startguard.yaml:6:11");
    assertThat(dev.place().text()).isEqualTo("startguard.yaml:5:3");
  }

  @Test
  void overridesTheSectionsThatMayBe() {
    Manifest dev =
        service(
                PROFILES,
                "env: { A: }",
                "policy: { mode: enforce, deadline: 10s, profiles: { dev: { mode: warn } } }",
                "clock: { maxOffset: 1s, profiles: { dev: { maxOffset: 10s } } }",
                "platform: { timezone: UTC, charset: { default: UTF-8, native: UTF-8 }, profiles: { dev: { charset: { native: US-ASCII } } } }",
                "runtime: { rules: standard, profiles: { dev: { rules: off } } }",
                "checks: { set: { env-missing: error, env-type: error }, profiles: { dev: { set: { env-type: warning } } } }",
                "probes: { db: { tcp: 'a:1', profiles: { dev: { dns: a } } } }",
                "groups: [{ name: g, exactlyOneOf: [A, B], profiles: { dev: { atLeastOneOf: [A] } } }]",
                "secrets: { B: { minLength: 9, profiles: { dev: { minLength: 1 } } } }",
                "flags: { F: { expect: true, profiles: { dev: { expect: false } } } }",
                "versions: { files: { app: { path: a.jar, sha256File: a, profiles: { dev: { dir: lib } } } } }")
            .manifest("dev");
    assertThat(dev.policy().mode()).isEqualTo("warn");
    assertThat(dev.policy().deadlineNanos()).isEqualTo(10_000_000_000L);
    assertThat(dev.section("clock").text("maxOffset")).isEqualTo("10s");
    assertThat(dev.section("platform").fields("charset").text("native")).isEqualTo("US-ASCII");
    assertThat(dev.section("platform").fields("charset").text("default")).isEqualTo("UTF-8");
    assertThat(dev.section("runtime").text("rules")).isEqualTo("off");
    assertThat(dev.section("checks").fields("set").text("env-type")).isEqualTo("warning");
    assertThat(dev.section("checks").fields("set").text("env-missing")).isEqualTo("error");
    assertThat(dev.section("probes").fields("db").has("tcp")).isFalse();
    assertThat(dev.section("probes").fields("db").text("dns")).isEqualTo("a");
    assertThat(dev.groups()).extracting(Group::kind).containsExactly("atLeastOneOf");
    assertThat(dev.secrets().get(0).fields().whole("minLength", 0)).isEqualTo(1);
    assertThat(dev.flags().get(0).expected(null)).isEqualTo("false");
    assertThat(dev.section("versions").fields("files").fields("app").has("path")).isFalse();
    assertThat(dev.section("versions").fields("files").fields("app").text("dir")).isEqualTo("lib");
  }

  @Test
  void leavesAnEntryAloneThatIsCalledProfiles() {
    Manifest dev = service(PROFILES, "env: { profiles: { type: port }, B: url }").manifest("dev");
    assertThat(variable(dev, "profiles").type()).isEqualTo("port");
  }

  @Test
  void dropsConstraintsOfATypeThatIsReplaced() {
    Variable dev =
        variable(
            service(
                    PROFILES,
                    "env: { A: { type: integer, max: 5, profiles: { dev: { type: string } } } }")
                .manifest("dev"),
            "A");
    assertThat(dev.type()).isEqualTo("string");
    assertThat(dev.fields().has("max")).isFalse();
  }

  @Test
  void letsAnOverrideSayWhetherTheEntryIsRequired() {
    ManifestFiles files =
        service(
            PROFILES,
            "env: { B: , A: { requiredWhen: { env: B, equals: x }, profiles: { dev: { required: false }, prod: { required: true } } } }");
    assertThat(variable(files.manifest(), "A").requiredWhen()).isNotNull();
    assertThat(variable(files.manifest("dev"), "A").requiredWhen()).isNull();
    assertThat(variable(files.manifest("dev"), "A").required()).isFalse();
    assertThat(variable(files.manifest("prod"), "A").required()).isTrue();
  }

  @Test
  void sharesTheTreeOfAManifestWithoutOverrides() {
    ManifestDocument document = service(PROFILES, "env: { A: }").document();
    assertThat(document.withProfile("dev").root().node())
        .isSameAs(document.withProfile("prod").root().node());
  }
}
