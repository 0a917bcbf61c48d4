package dev.startguard.manifest.contradiction;

import static dev.startguard.manifest.ManifestFiles.at;
import static dev.startguard.manifest.ManifestFiles.related;
import static dev.startguard.manifest.ManifestFiles.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.startguard.finding.Finding;
import dev.startguard.manifest.ManifestFiles;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContradictionsTest {
  private static final String PROFILES = "profiles: { select: APP_ENV, known: [dev, prod] }";

  @Test
  void reportsACodeDefaultThatBreaksItsType() {
    Finding finding =
        service("env:\n  PORT:\n    type: port\n    codeDefault: http\n    owner: edge").finding();
    assertThat(finding.id()).isEqualTo("manifest-contradiction");
    assertThat(finding.subject()).isEqualTo("PORT");
    assertThat(finding.gist()).isEqualTo("has a codeDefault that does not fit: not a port");
    assertThat(at(finding)).isEqualTo("startguard.yaml:6:18");
    assertThat(finding.label()).isEqualTo("not a port");
    assertThat(related(finding)).containsExactly("startguard.yaml:5:11");
    assertThat(finding.owner()).isEqualTo("edge");
    assertThat(finding.fixes()).isNotEmpty();
  }

  @Test
  void reportsACodeDefaultThatBreaksAConstraint() {
    Finding finding = service("env:\n  PORT: { type: port, min: 1024, codeDefault: 80 }").finding();
    assertThat(finding.gist()).isEqualTo("has a codeDefault that does not fit: below 1024");
    assertThat(related(finding)).containsExactly("startguard.yaml:4:28");
  }

  @Test
  void neverPrintsTheCodeDefault() {
    assertThat(service("env: { PORT: { type: port, codeDefault: hunter22 } }").finding().toString())
        .doesNotContain("hunter22");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "env: { A: { required: true, codeDefault: x } } | A says required: true beside codeDefault",
        "env: { A: { required: true, requiredWhen: { env: B, isSet: true } }, B: } | A says required: true beside requiredWhen",
        "env: { A: { required: false, requiredWhen: { env: B, isSet: true } }, B: } | A says required: false beside requiredWhen",
        "env: { A: { deprecated: { replacedBy: BB } }, BC: } | A names BB, which is not declared",
        "env: { A: { deprecated: { replacedBy: A } } } | A is replaced by itself",
        "env: { A: { deprecated: { since: 2027-01-01, removeAfter: 2026-01-01 } } } | A is to be removed before it is deprecated",
        "secrets: { A: { distinctFrom: [B] } } | A names B, which is not declared",
        "secrets: { A: { distinctFrom: [A] } } | A names itself in distinctFrom",
        "secrets: { A: { type: pem-key, matches: B } } | A names B, which is not declared",
        "env: { B: } ;; secrets: { A: { distinctFrom: [B] } } | A names B, which is not declared",
        "groups: [{ name: g, exactlyOneOf: [A, B] }] ;; env: { A: } | g names B, which is not declared",
        "groups: [{ name: g, exactlyOneOf: [A, B] }] ;; env: { A: { required: true }, B: { required: true } } | g can never be satisfied: two of its members are always required",
        "groups: [{ name: g, exactlyOneOf: [A, B] }, { name: g, allOrNone: [A, B] }] ;; env: { A: , B: } | g is the name of two groups",
        "flags: { F: { conflicts: [F] } } | F conflicts with itself",
        "flags: { F: { implies: [F] } } | F implies itself",
        "flags: { F: { implies: [G] } } | F names G, which is not declared",
        "flags: { F: { implies: [G], conflicts: [G] }, G: } | F implies and conflicts with G",
        "flags: { F: { implies: [G] }, G: { conflicts: [F] } } | F implies G, which conflicts with it",
        "flags: { F: { implies: [G] }, G: { retired: 2020-01-01 } } | F implies G, which is retired",
        "flags: { F: { retired: 2020-01-01, expect: false } } | F is retired and has expect",
        "flags: { F: { retired: 2020-01-01, removeBy: 2021-01-01 } } | F is retired and has removeBy",
        "flags: { F: { retired: 2020-01-01 } } ;; env: { F: string } | F is a retired flag, and its name is used again under env",
        "clock: { maxOffset: 100ms, warnOffset: 500ms } | clock warns later than it refuses: warnOffset is over maxOffset",
        "clock: { maxOffset: 1s, sources: [chrony, kernel], minSources: 3 } | clock needs more sources than it has: minSources is over 2",
        "clock: { maxOffset: 1s, retryFor: 30s } | clock has a retryFor over policy.deadline",
        "policy: { deadline: 1s } ;; clock: { maxOffset: 1s, timeout: 2s } | clock has a timeout over policy.deadline",
        "policy: { deadline: 5s } ;; probes: { db: { dns: a, retryFor: 15s } } | db has a retryFor over policy.deadline",
        "probes: { db: { tcp: '${DB_HOTS}:5432' } } ;; env: { DB_HOST: } | db names DB_HOTS, which is not declared",
        "probes: { db: { tcp: '${PW}:5432' } } ;; secrets: { PW: } | db puts the secret PW into an address",
        "probes: { db: { dns: '${A' } } ;; env: { A: } | db has a ${ without its }",
        "env: { A: { requiredWhen: { env: B, equals: x } } } | A names B, which is not declared",
        "env: { A: { requiredWhen: { property: b.c, equals: x } } } | A names b.c, which is not declared",
        "env: { A: { requiredWhen: { flag: F, equals: true } } } | A names F, which is not declared",
        "env: { A: { requiredWhen: { not: { env: B, isSet: true } } } } | A names B, which is not declared",
        "env: { A: { requiredWhen: { any: [{ all: [{ env: B, isSet: true }] }] } } } | A names B, which is not declared",
        "env: { A: { requiredWhen: { env: P, equals: maybe } }, P: port } | A has a condition on P that can never be true: not a port",
        "env: { A: { requiredWhen: { env: P, in: [80, many] } }, P: port } | A has a condition on P that can never be true: not a port",
        "env: { A: { requiredWhen: { env: P, equals: 80 } }, P: { type: port, min: 1024 } } | A has a condition on P that can never be true: below 1024",
        "env: { A: { requiredWhen: { env: B, matches: '[' } }, B: } | A has an invalid pattern in requiredWhen",
        "env: { A: { requiredWhen: { flag: F, equals: true } } } ;; flags: { F: { retired: 2020-01-01 } } | A depends on F, which is retired",
        "env: { A: { requiredWhen: { profile: dev, equals: x } } } ;; profiles: { select: P, known: [dev] } | A tests a profile",
        "env: { A: { requiredWhen: { env: S, equals: x } } } ;; secrets: { S: } | A compares the secret S",
      })
  void reports(String yaml, String told) {
    assertThat(service(yaml.replace(" ;; ", "\n")).told())
        .containsExactly("manifest-contradiction " + told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env: { A: { required: false, codeDefault: x } }",
        "env: { A: { requiredWhen: { env: B, isSet: true }, codeDefault: x }, B: }",
        "env: { A: { requiredWhen: { env: S, isSet: true } } }\nsecrets: { S: }",
        "env: { A: { requiredWhen: { env: P, in: [80, 443] } }, P: port }",
        "env: { A: { requiredWhen: { env: B, matches: 'a+' } }, B: }",
        "env: { A: { deprecated: { replacedBy: S, since: 2026-01-01, removeAfter: 2026-01-01 } } }\nsecrets: { S: }",
        "env: { A: { requiredWhen: { all: [{ env: B, isSet: true }, { flag: F, equals: true }] } }, B: { required: false } }\nflags: { F: }",
        "properties: { a.b: }\nenv: { A: { requiredWhen: { property: a.b, equals: x } } }",
        "groups: [{ name: g, exactlyOneOf: [A, S, a.b] }]\nenv: { A: }\nsecrets: { S: }\nproperties: { a.b: }",
        "groups: [{ name: g, allOrNone: [A, B] }]\nenv: { A: { required: true }, B: { required: true } }",
        "flags: { F: { conflicts: [G], implies: [H] }, G: , H: , R: { retired: 2020-01-01, file: f.json } }",
        "clock: { maxOffset: 500ms, warnOffset: 500ms, sources: [chrony, kernel], minSources: 2, retryFor: 20s }",
        "clock: { maxOffset: 500ms, minSources: 2 }",
        "probes: { db: { tcp: '${DB_HOST}:${db.port}', timeout: 2s } }\nenv: { DB_HOST: }\nproperties: { db.port: port }",
        "env: { PRICE: { codeDefault: '$5' } }",
      })
  void isSilent(String yaml) {
    assertThat(service(yaml).told()).isEmpty();
  }

  @Test
  void namesTheNearestDeclaredName() {
    Finding finding =
        service("groups: [{ name: g, exactlyOneOf: [DB_HSOT, A] }]\nenv: { DB_HOST: , A: }")
            .finding();
    assertThat(finding.label()).isEqualTo("not declared; did you mean DB_HOST?");
    assertThat(finding.fixes().get(0)).startsWith("write DB_HOST");
    assertThat(at(finding)).isEqualTo("startguard.yaml:3:36");
  }

  @Test
  void reportsACircleOfConditions() {
    Finding finding =
        service(
                "env:",
                "  A: { requiredWhen: { env: B, isSet: true } }",
                "  B: { requiredWhen: { not: { property: c.d, isSet: true } } }",
                "properties:",
                "  c.d: { requiredWhen: { any: [{ env: A, isSet: true }] } }")
            .finding();
    assertThat(finding.gist())
        .isEqualTo("is required only when it is set itself: A -> B -> c.d -> A");
    assertThat(at(finding)).isEqualTo("startguard.yaml:4:29");
    assertThat(related(finding)).containsExactly("startguard.yaml:5:41", "startguard.yaml:7:39");
  }

  @Test
  void reportsAConditionOnItself() {
    assertThat(service("env: { A: { requiredWhen: { env: A, isSet: true } } }").told())
        .containsExactly("manifest-contradiction A is required only when it is set itself: A -> A");
  }

  @Test
  void acceptsAChainOfThousandsOfConditions() {
    StringBuilder yaml = new StringBuilder("env:\n");
    for (int i = 0; i < 1200; i++) {
      yaml.append("  V" + i + ": { requiredWhen: { env: V" + (i + 1) + ", isSet: true } }\n");
    }
    assertThat(service(yaml + "  V1200:").told()).isEmpty();
    List<Finding> circle =
        service(yaml + "  V1200: { requiredWhen: { env: V0, isSet: true } }").findings();
    assertThat(circle).hasSize(1);
    assertThat(circle.get(0).gist()).endsWith("V7 -> V8 -> ... -> V0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "env: { A: { profiles: { porduction: { required: false } } } } | A names the profile porduction, which is not known",
        "flags: { F: { expect: { prd: true } } } | F names the profile prd, which is not known",
        "probes: { d: { dns: a, onProfile: [prd] } } | d names the profile prd, which is not known",
        "env: { A: { requiredWhen: { profile: prd } } } | A names the profile prd, which is not known",
        "clock: { maxOffset: 1s, profiles: { prd: { maxOffset: 2s } } } | clock names the profile prd, which is not known",
        "policy: { profiles: { prd: { mode: warn } } } ;; env: { A: } | policy names the profile prd, which is not known",
        "versions: { java: { range: '[17,)', profiles: { prd: { range: '[21,)' } } } } | java names the profile prd, which is not known",
        "groups: [{ name: g, allOrNone: [A, B], profiles: { prd: { severity: warning } } }] ;; env: { A: , B: } | g names the profile prd, which is not known",
      })
  void reportsAProfileThatIsNotKnown(String yaml, String told) {
    assertThat(service(PROFILES, yaml.replace(" ;; ", "\n")).told())
        .containsExactly("manifest-contradiction " + told);
  }

  @Test
  void reportsADefaultThatIsNotKnown() {
    Finding finding =
        service("env: { A: }\nprofiles: { select: P, known: [dev, prod], default: prd }").finding();
    assertThat(finding.subject()).isEqualTo("profiles.default");
    assertThat(finding.label()).isEqualTo("not a known profile; did you mean prod?");
    assertThat(related(finding)).containsExactly("startguard.yaml:4:31");
  }

  @Test
  void reportsWhatOnlyAProfileMakesContradictory() {
    ManifestFiles files =
        service(
            PROFILES,
            "env:",
            "  PORT:",
            "    type: port",
            "    codeDefault: 8080",
            "    profiles: { dev: { codeDefault: http }, prod: { min: 9000 } }");
    assertThat(files.told())
        .containsExactly(
            "manifest-contradiction PORT has a codeDefault that does not fit: below 9000",
            "manifest-contradiction PORT has a codeDefault that does not fit: not a port");
    assertThat(files.findings())
        .flatExtracting(Finding::notes)
        .extracting(note -> note.name() + " " + note.text())
        .containsExactly("profile prod", "profile dev");
    assertThat(related(files.findings().get(0))).containsExactly("startguard.yaml:8:58");
  }

  @Test
  void reportsEachContradictionOnce() {
    assertThat(
            service(
                    PROFILES,
                    "env: { PORT: { type: port, codeDefault: none, profiles: { dev: { required: false }, prod: { description: x } } } }")
                .findings())
        .hasSize(1);
  }

  @Test
  void reportsADeadlineThatAProfileMakesTooShort() {
    assertThat(
            service(
                    PROFILES,
                    "policy: { profiles: { dev: { deadline: 1s } } }\nprobes: { d: { dns: a, retryFor: 5s } }")
                .told())
        .containsExactly("manifest-contradiction d has a retryFor over policy.deadline");
  }

  @Test
  void reportsACircleThatAProfileCloses() {
    assertThat(
            service(
                    PROFILES,
                    "env: { A: { requiredWhen: { env: B, isSet: true } }, B: { profiles: { dev: { requiredWhen: { env: A, isSet: true } } } } }")
                .told())
        .containsExactly(
            "manifest-contradiction A is required only when it is set itself: A -> B -> A");
  }

  @Test
  void acceptsAProfileThatRequiresWhatHasAFallback() {
    assertThat(
            service(
                    PROFILES,
                    "env: { A: { codeDefault: x, profiles: { prod: { required: true } } } }")
                .told())
        .isEmpty();
  }

  @Test
  void reportsContradictionsAcrossFilesWithBothPlaces() {
    Finding finding =
        service("include: [base.yaml]\nflags: { F: { retired: 2020-01-01 } }")
            .with("base.yaml", "flags: { F: { expect: true } }")
            .finding();
    assertThat(at(finding)).isEqualTo("base.yaml:2:15");
    assertThat(related(finding)).containsExactly("startguard.yaml:4:15");
  }

  @Test
  void acceptsNamesThatAnIncludedFileDeclares() {
    assertThat(
            service("include: [base.yaml]\nenv: { A: { requiredWhen: { env: B, equals: x } } }")
                .with(
                    "base.yaml",
                    "env: { B: }\nprofiles: { select: P, known: [dev] }\nflags: { F: { expect: { dev: true } } }")
                .told())
        .isEmpty();
  }

  @Test
  void reportsEverythingAtOnce() {
    assertThat(
            service(
                    "env: { A: { type: port, codeDefault: x }, B: { required: true, codeDefault: y } }",
                    "flags: { F: { implies: [G] } }\ngroups: [{ name: g, allOrNone: [A, Z] }]")
                .findings())
        .hasSize(4);
  }

  @Test
  void comparesThousandsOfUndeclaredNamesInTime() {
    String name = "A_RATHER_LONG_NAME_".repeat(9);
    StringBuilder yaml = new StringBuilder("env:\n");
    for (int i = 0; i < 2000; i++) {
      yaml.append("  " + name + i + ":\n");
    }
    yaml.append("groups: [{ name: g, allOrNone: [A");
    for (int i = 0; i < 2000; i++) {
      yaml.append(", " + name.substring(i % 3) + "_" + i);
    }
    assertTimeout(
        Duration.ofSeconds(20),
        () -> assertThat(service(yaml + "] }]").findings()).hasSizeGreaterThan(1500));
  }
}
