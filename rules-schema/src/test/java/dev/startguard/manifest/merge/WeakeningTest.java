package dev.startguard.manifest.merge;

import static dev.startguard.manifest.ManifestFiles.at;
import static dev.startguard.manifest.ManifestFiles.related;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.ManifestFiles;
import dev.startguard.manifest.Waiver;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeakeningTest {
  private static final String DEV = "profiles: { select: P, known: [dev] }\n";

  private static String exception(String check, String subject) {
    return "  exceptions: [{ check: "
        + check
        + ", subject: "
        + subject
        + ", reason: SEC-123, until: 2020-01-01 }]\n";
  }

  private static ManifestFiles files(String root, String base) {
    return ManifestFiles.service("include: [base.yaml, more.yaml]", root)
        .with("base.yaml", base)
        .with("more.yaml", "env: { MORE: { required: false } }");
  }

  @Test
  void reportsARaisedLimitWithBothPlaces() {
    Finding finding =
        files(
                "env:\n  PORT: { type: port, max: 9000 }\n",
                "env:\n  PORT: { type: port, max: 8000 }")
            .finding();
    assertThat(finding.id()).isEqualTo("manifest-weakened");
    assertThat(finding.subject()).isEqualTo("PORT");
    assertThat(finding.gist()).isEqualTo("is weaker than base.yaml demands: max is higher");
    assertThat(at(finding)).isEqualTo("startguard.yaml:5:28");
    assertThat(related(finding)).containsExactly("base.yaml:3:28");
    assertThat(finding.fixes())
        .containsExactly(
            "keep to what base.yaml demands",
            "allow it under checks.exceptions: { check: env-constraint, subject: PORT, reason: ..., until: ... }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // what the root says | what the included file says | the field and how
        "env: { A: { type: integer, min: 1 } } | env: { A: { type: integer, min: 2 } } | min is lower",
        "env: { A: { type: integer, max: 0x10 } } | env: { A: { type: integer, max: 15 } } | max is higher",
        "env: { A: { type: duration, max: 2s } } | env: { A: { type: duration, max: 1900ms } } | max is higher",
        "env: { A: { type: bytes, max: 1GiB } } | env: { A: { type: bytes, max: 1GB } } | max is higher",
        "env: { A: { type: decimal, max: 1.51 } } | env: { A: { type: decimal, max: 1.5 } } | max is higher",
        "env: { A: { type: string, minLength: 3 } } | env: { A: { type: string, minLength: 4 } } | minLength is lower",
        "env: { A: { type: enum, values: [a, b, c] } } | env: { A: { type: enum, values: [a, b] } } | values has further items",
        "env: { A: { type: url, schemes: [http, https] } } | env: { A: { type: url, schemes: [https] } } | schemes has further items",
        "env: { A: { type: string, pattern: b } } | env: { A: { type: string, pattern: a } } | pattern is another",
        "env: { A: { type: path, exists: false } } | env: { A: { type: path, exists: true } } | exists is switched off",
        "env: { A: { type: path, maxMode: '0644' } } | env: { A: { type: path, maxMode: '0640' } } | maxMode allows more",
        "env: { A: { type: list, unique: false } } | env: { A: { type: list, unique: true } } | unique is switched off",
        "env: { A: { type: hostname } } | env: { A: { type: ip } } | type is another",
        "env: { A: { severity: warning } } | env: { A: { severity: error } } | severity is lower",
        "env: { A: { severity: warning } } | env: { A: { type: string } } | severity is lower",
        "env: { A: { allowEmpty: true } } | env: { A: string } | allowEmpty is switched on",
        "env: { A: { type: boolean, accept: ['yes'] } } | env: { A: boolean } | accept has further items",
        "env: { A: { type: enum, values: [a], ignoreCase: true } } | env: { A: { type: enum, values: [a] } } | ignoreCase is switched on",
        "properties: { a.b: { type: integer, max: 2 } } | properties: { a.b: { type: integer, max: 1 } } | max is higher",
        "secrets: { S: { minLength: 8 } } | secrets: { S: { minLength: 16 } } | minLength is lower",
        "secrets: { S: { from: [env, file] } } | secrets: { S: { from: [file] } } | from has further items",
        "secrets: { S: { from: [env] } } | policy: { secretSources: [file] } | from has further items",
        "secrets: { S: { distinctFrom: [T] }, T: , U: } | secrets: { S: { distinctFrom: [T, U] } } | distinctFrom lacks items",
        "secrets: { S: { type: pem-cert, validFor: 7d } } | secrets: { S: { type: pem-cert, validFor: 14d } } | validFor is lower",
        "flags: { F: { expect: true } } | flags: { F: { expect: false } } | expect is another",
        "flags: { F: { removeBy: 2027-06-01 } } | flags: { F: { removeBy: 2027-05-01 } } | removeBy is later",
        "flags: { F: { conflicts: [G] }, G: , H: } | flags: { F: { conflicts: [G, H] }, G: , H: } | conflicts lacks items",
        "versions: { java: { range: '[11,26)' } } | versions: { java: { range: '[17,26)' } } | range allows more versions",
        "versions: { files: { app: { path: b.jar, sha256File: a } } } | versions: { files: { app: { path: a.jar, sha256File: a } } } | path is another",
        "versions: { libraries: { 'a:b': { range: '[1,)' } } } | versions: { libraries: { 'a:b': { range: '[2,)' } } } | range allows more versions",
        "clock: { maxOffset: 1s } | clock: { maxOffset: 500ms } | maxOffset is higher",
        "clock: { onUnreachable: warning } | clock: { onUnreachable: error } | onUnreachable is lower",
        "clock: { recheck: { every: 1m } } | clock: { recheck: { every: 30s } } | recheck.every is higher",
        "platform: { timezone: CET } | platform: { timezone: UTC } | timezone is another",
        "platform: { memory: { containerMin: 256MiB } } | platform: { memory: { containerMin: 512MiB } } | memory.containerMin is lower",
        "platform: { charset: { native: ASCII } } | platform: { charset: { default: UTF-8, native: UTF-8 } } | charset.native is another",
        "probes: { db: { tcp: 'a:1', onProfile: [prod] } } | probes: { db: { tcp: 'a:1' } } | onProfile leaves profiles out",
        "probes: { db: { tcp: 'b:1' } } | probes: { db: { tcp: 'a:1' } } | tcp is another",
        "policy: { mode: warn } | policy: { mode: enforce } | mode is lower",
        "policy: { deadline: 30s } | policy: { deadline: 20s } | deadline is higher",
        "policy: { lock: [mode] } | policy: { lock: [mode, checks] } | lock lacks items",
        "policy: { undeclared: { prefixes: [A_], severity: warning } } | policy: { undeclared: { prefixes: [A_], severity: error } } | undeclared.severity is lower",
        "checks: { set: { env-undeclared: warning } } | checks: { set: { env-undeclared: error } } | set.env-undeclared is lower",
        "checks: { set: { env-missing: warning } } | env: { A: string } | set.env-missing is lower",
        "runtime: { rules: quiet } | runtime: { rules: standard } | rules is lower",
        "runtime: { set: { default-zone-call: off } } | runtime: { set: { default-zone-call: info } } | set.default-zone-call is lower",
      })
  void reports(String root, String base, String how) {
    String env = "process: { main: [a] }\nprofiles: { select: P, known: [prod] }\n";
    List<String> told = files(env + root + "\n", base + "").told();
    assertThat(told).hasSize(1);
    assertThat(told.get(0))
        .startsWith("manifest-weakened ")
        .endsWith(" is weaker than base.yaml demands: " + how);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "env: { A: { type: integer, min: 3 } } | env: { A: { type: integer, min: 2 } }",
        "env: { A: { type: integer, max: 0xF } } | env: { A: { type: integer, max: 15 } }",
        "env: { A: { type: duration, max: 1s } } | env: { A: }",
        "env: { A: { type: enum, values: [b] } } | env: { A: { type: enum, values: [a, b] } }",
        "env: { A: { type: hostname } } | env: { A: }",
        "env: { A: { required: true } } | env: { A: { codeDefault: x } }",
        "env: { A: { required: true } } | env: { A: { requiredWhen: { env: B, isSet: true } }, B: { required: false } }",
        "env: { A: { description: changed, owner: me } } | env: { A: { description: said, owner: you } }",
        "env: { A: { codeDefault: y } } | env: { A: { codeDefault: x } }",
        "env: { A: { type: integer, max: 5 } } | env: { A: integer }",
        "flags: { F: { expect: { staging: true } } } | flags: { F: { expect: { prod: false } } }",
        "versions: { java: { range: '[17,22)' } } | versions: { java: { range: '[17,26)' } }",
        "platform: { charset: { native: UTF-8 } } | platform: { charset: { default: UTF-8 } }",
        "probes: { db: { severity: warning } } | probes: { db: { tcp: 'a:1' } }",
        "policy: { mode: enforce } | policy: { mode: warn }",
        "policy: { mode: warn } | env: { A: string }",
        "checks: { set: { env-undeclared: warning } } | env: { A: string }",
        "checks: { set: { env-missing: warning } } | checks: { set: { env-missing: warning } }",
        "secrets: { S: { from: [file] } } | policy: { secretSources: [file] }",
        "secrets: { S: { from: [env] } } | env: { A: string }",
        "env: { B: string } | env: { A: string }",
      })
  void isSilent(String root, String base) {
    String env = "profiles: { select: P, known: [prod, staging] }\nprocess: { main: [a] }\n";
    assertThat(
            files(env + root + "\n", base + "").told().stream()
                .filter(told -> told.startsWith("manifest-weakened")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "env: { A: { required: false } } | startguard.yaml:4:13",
        "env: { A: { codeDefault: x } } | startguard.yaml:4:13",
        "env: { A: { requiredWhen: { env: B, isSet: true } }, B: } | startguard.yaml:4:13",
        "groups: [{ name: g, atLeastOneOf: [A, B] }] | startguard.yaml:4:36",
      })
  void reportsABareNameThatIsNoLongerRequired(String root, String place) {
    Finding finding = files(root + "\n", "env:\n  A:\n  B: { required: false }").finding();
    assertThat(finding.subject()).isEqualTo("A");
    assertThat(finding.gist()).isEqualTo("is weaker than base.yaml demands: required is dropped");
    assertThat(at(finding)).isEqualTo(place);
    assertThat(related(finding)).containsExactly("base.yaml:3:3");
    assertThat(finding.fixes().get(1)).contains("check: env-missing, subject: A,");
  }

  @Test
  void reportsAConditionThatIsDroppedOrChanged() {
    String base =
        "env:\n  A: { requiredWhen: { env: B, equals: x } }\n  B: { required: false }\n  C: { required: false }\n";
    assertThat(files("env: { A: { required: false } }\n", base).told())
        .containsExactly(
            "manifest-weakened A is weaker than base.yaml demands: required is dropped");
    assertThat(files("env: { A: { requiredWhen: { env: C, equals: x } } }\n", base).told())
        .containsExactly(
            "manifest-weakened A is weaker than base.yaml demands: requiredWhen is another");
    assertThat(files("env: { A: { requiredWhen: { equals: x, env: B } } }\n", base).told())
        .isEmpty();
  }

  @Test
  void doesNotMindAGroupThatTheIncludedFileHas() {
    assertThat(
            files(
                    "groups: [{ name: g, atLeastOneOf: [A, B] }]\n",
                    "env: { A: , B: }\ngroups: [{ name: g, atLeastOneOf: [A, B] }]")
                .told())
        .isEmpty();
  }

  @Test
  void reportsAnotherKindOfGroup() {
    assertThat(
            files(
                    "groups: [{ name: g, atLeastOneOf: [A, B] }]\n",
                    "env: { A: , B: }\ngroups: [{ name: g, exactlyOneOf: [A, B] }]")
                .told())
        .containsExactly(
            "manifest-weakened g is weaker than base.yaml demands: exactlyOneOf is replaced");
  }

  @Test
  void reportsAProbeOfAnotherKind() {
    assertThat(files("probes: { db: { tls: 'a:1' } }\n", "probes: { db: { tcp: 'a:1' } }").told())
        .containsExactly("manifest-weakened db is weaker than base.yaml demands: tcp is replaced");
  }

  @Test
  void comparesWithEveryFileThatIsIncluded() {
    Finding finding =
        ManifestFiles.service("include: [mid.yaml]\nenv: { A: { type: integer, max: 7 } }")
            .with("mid.yaml", "include: [base.yaml]\nenv: { A: { type: integer, max: 5 } }")
            .with("base.yaml", "env: { A: { type: integer, max: 10 } }")
            .finding();
    assertThat(finding.gist()).isEqualTo("is weaker than mid.yaml demands: max is higher");
  }

  @Test
  void judgesWhatStandsInTheEnd() {
    assertThat(
            ManifestFiles.service(
                    "include: [a.yaml, b.yaml]\nenv: { A: { type: integer, max: 5 } }")
                .with("a.yaml", "env: { A: { type: integer, max: 10 } }")
                .with("b.yaml", "env: { A: { type: integer, max: 20 } }")
                .told())
        .isEmpty();
  }

  @Test
  void reportsAProfileThatWeakensTheIncludedFile() {
    Finding finding =
        files("env: { A: { profiles: { dev: { required: false } } } }\n" + DEV, "env:\n  A: url")
            .finding();
    assertThat(finding.gist()).isEqualTo("is weaker than base.yaml demands: required is dropped");
    assertThat(finding.notes())
        .extracting(note -> note.name() + " " + note.text())
        .containsExactly("profile dev");
  }

  @Test
  void reportsAProfileOfASectionThatWeakens() {
    assertThat(
            files(
                    "policy: { profiles: { dev: { mode: warn } } }\n" + DEV,
                    "policy: { mode: enforce }\nenv: { A: }")
                .told())
        .containsExactly(
            "manifest-weakened policy.mode is weaker than base.yaml demands: mode is lower");
  }

  @Test
  void letsAFileWeakenItself() {
    assertThat(
            files(
                    "env: { A: { description: mine } }\n",
                    "env: { A: { type: url, schemes: [https], profiles: { dev: { schemes: [http], required: false } } } }\n"
                        + DEV)
                .told())
        .isEmpty();
  }

  @Test
  void comparesAProfileWithTheIncludedFilesSameProfile() {
    String base = "env: { A: { type: integer, max: 10, profiles: { dev: { max: 100 } } } }\n" + DEV;
    assertThat(
            files("env: { A: { type: integer, profiles: { dev: { max: 50 } } } }\n", base).told())
        .isEmpty();
    assertThat(
            files("env: { A: { type: integer, profiles: { dev: { max: 200 } } } }\n", base).told())
        .containsExactly("manifest-weakened A is weaker than base.yaml demands: max is higher");
  }

  @Test
  void mayWeakenWhatAnExceptionNames() {
    Manifest manifest =
        files(
                """
                env: { A: { type: integer, max: 20 } }
                checks:
                  exceptions:
                    - { check: env-constraint, subject: A, reason: X-1, until: 2027-03-31 }
                    - { check: env-constraint, subject: B, reason: X-2, until: 2020-03-31 }
                """,
                "env: { A: { type: integer, max: 10 } }")
            .manifest();
    assertThat(manifest.section("env").fields("A").whole("max", 0)).isEqualTo(20);
    assertThat(manifest.exceptions())
        .extracting(
            e ->
                e.check()
                    + " "
                    + e.subject()
                    + " "
                    + e.reason()
                    + " "
                    + e.until()
                    + " "
                    + e.applied())
        .containsExactly(
            "env-constraint A X-1 2027-03-31 true", "env-constraint B X-2 2020-03-31 false");
    assertThat(manifest.exceptions().get(0).place().text()).isEqualTo("startguard.yaml:7:41");
  }

  @Test
  void mayWeakenASettingThatAnExceptionNames() {
    assertThat(
            files(
                    "policy: { mode: warn }\nchecks:\n"
                        + exception("manifest-weakened", "policy.mode"),
                    "policy: { mode: enforce }")
                .manifest()
                .exceptions())
        .extracting(Waiver::applied)
        .containsExactly(true);
  }

  @Test
  void needsAnExceptionForTheRightCheck() {
    assertThat(
            files(
                    "env: { A: { type: integer, max: 20 } }\nchecks:\n"
                        + exception("env-missing", "A"),
                    "env: { A: { type: integer, max: 10 } }")
                .told())
        .containsExactly("manifest-weakened A is weaker than base.yaml demands: max is higher");
  }

  @Test
  void takesAnExceptionThatTheIncludedFileGrants() {
    assertThat(
            files(
                    "versions: { java: { range: \"[11,26)\" } }\n",
                    "versions: { java: { range: \"[17,26)\" } }\nchecks:\n"
                        + exception("java-version", "java"))
                .manifest()
                .exceptions())
        .extracting(Waiver::applied)
        .containsExactly(true);
  }

  @Test
  void takesAProfilesExceptionForThatProfileOnly() {
    String exceptions =
        "profiles: { select: P, known: [dev, prod] }\nchecks:\n  profiles:\n    dev:\n    "
            + exception("env-missing", "A");
    String base = "env: { A: url }\n";
    ManifestFiles dev =
        files("env: { A: { profiles: { dev: { required: false } } } }\n" + exceptions, base);
    assertThat(dev.told()).isEmpty();
    assertThat(dev.manifest("dev").exceptions()).extracting(Waiver::applied).containsExactly(true);
    assertThat(dev.manifest("prod").exceptions()).isEmpty();
    assertThat(
            files("env: { A: { profiles: { prod: { required: false } } } }\n" + exceptions, base)
                .told())
        .hasSize(1);
  }

  @Test
  void listsTheExceptionsOfAManifestThatIncludesNothing() {
    Manifest manifest =
        ManifestFiles.service("env: { A: }\nchecks:", exception("env-missing", "A")).manifest();
    assertThat(manifest.exceptions()).extracting(Waiver::applied).containsExactly(false);
  }

  @Test
  void reportsEveryWeakeningAtOnce() {
    assertThat(
            files(
                    "env: { A: { type: integer, max: 20 }, B: { required: false } }\npolicy: { mode: off }\n",
                    "env: { A: { type: integer, max: 10 }, B: }\npolicy: { mode: enforce }")
                .findings())
        .hasSize(3);
  }
}
