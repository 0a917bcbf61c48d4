package dev.startguard.manifest.merge;

import static dev.startguard.manifest.ManifestFiles.at;
import static dev.startguard.manifest.ManifestFiles.related;
import static dev.startguard.manifest.ManifestFiles.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.ManifestFiles;
import dev.startguard.manifest.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncludeMergeTest {
  private static ManifestFiles files(String root, String base) {
    return service("include: [base.yaml]", root).with("base.yaml", base);
  }

  private static Variable variable(Manifest manifest, String name) {
    return manifest.variables().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void letsTheIncludingFileWinFieldByField() {
    Variable port =
        variable(
            files(
                    "env: { PORT: { max: 8999, description: mine } }",
                    "env: { PORT: { type: port, min: 1024, max: 9000, description: theirs } }")
                .manifest(),
            "PORT");
    assertThat(port.type()).isEqualTo("port");
    assertThat(port.fields().whole("min", 0)).isEqualTo(1024);
    assertThat(port.fields().whole("max", 0)).isEqualTo(8999);
    assertThat(port.description()).isEqualTo("mine");
  }

  @Test
  void keepsThePlaceOfEachField() {
    Variable port =
        variable(
            files("env:\n  PORT:\n    max: 8999", "env:\n  PORT:\n    type: port\n    max: 9000")
                .manifest(),
            "PORT");
    assertThat(port.place().text()).isEqualTo("startguard.yaml:5:3");
    assertThat(port.fields().place("max").text()).isEqualTo("startguard.yaml:6:10");
    assertThat(port.fields().place("type").text()).isEqualTo("base.yaml:4:11");
  }

  @Test
  void replacesListsWhole() {
    Variable url =
        variable(
            files(
                    "env: { URL: { schemes: [https] } }",
                    "env: { URL: { type: url, schemes: [http, https] } }")
                .manifest(),
            "URL");
    assertThat(url.fields().texts("schemes")).containsExactly("https");
  }

  @Test
  void mergesMappingsWithinAnEntry() {
    Manifest manifest =
        files(
                "platform: { charset: { native: UTF-8 } }\nflags: { F: { expect: { staging: true } } }",
                """
                platform: { timezone: UTC, charset: { default: UTF-8 } }
                flags: { F: { expect: { prod: false } } }
                profiles: { select: P, known: [prod, staging] }
                """)
            .manifest();
    assertThat(manifest.section("platform").text("timezone")).isEqualTo("UTC");
    assertThat(manifest.section("platform").fields("charset").text("default")).isEqualTo("UTF-8");
    assertThat(manifest.flags().get(0).expected("prod")).isEqualTo("false");
    assertThat(manifest.flags().get(0).expected("staging")).isEqualTo("true");
  }

  @Test
  void mergesGroupsByTheirName() {
    Manifest manifest =
        files(
                "groups: [{ name: g, allOrNone: [B, A], description: mine }, { name: h, allOrNone: [A, C] }]\nenv: { C: { required: false } }",
                "env: { A: , B: }\ngroups: [{ name: g, allOrNone: [A, B], owner: theirs }]")
            .manifest();
    assertThat(manifest.groups())
        .extracting(group -> group.name() + group.members() + group.description() + group.owner())
        .containsExactlyInAnyOrder("g[B, A]minetheirs", "h[A, C]nullnull");
  }

  @Test
  void mergesOverridesByProfileAndField() {
    Manifest dev =
        files(
                "env: { A: { profiles: { dev: { description: mine }, prod: { required: true } } } }",
                "env: { A: { type: integer, profiles: { dev: { required: false } } } }\n"
                    + "profiles: { select: P, known: [dev, prod] }")
            .manifest("dev");
    assertThat(variable(dev, "A").required()).isFalse();
    assertThat(variable(dev, "A").description()).isEqualTo("mine");
  }

  @Test
  void takesServiceAndOwnerFromTheRootAlone() {
    Manifest manifest =
        files("env: { A: }", "service: other\nowner: platform\nenv: { B: }").manifest();
    assertThat(manifest.service()).isEqualTo("checkout");
    assertThat(manifest.owner()).isNull();
    assertThat(variable(manifest, "B").owner()).isEqualTo("platform");
  }

  @Test
  void takesNothingFromAnIncludeButWhatItSays() {
    Manifest manifest = files("env: { A: }", "policy: { deadline: 5s }").manifest();
    assertThat(manifest.policy().deadlineNanos()).isEqualTo(5_000_000_000L);
    assertThat(manifest.has("include")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "env: { A: { max: 5 } } | env: { A: integer }",
        "env: { A: { max: 5s } } | env: { A: duration }",
        "env: { A: { min: 1.5 } } | env: { A: decimal }",
        "env: { A: { values: [a] } } | env: { A: { type: enum, values: [a, b] } }",
        "env: { A: { schemes: [https] } } | env: { A: url }",
        "env: { A: { profiles: { dev: { max: 5GiB } } } } | env: { A: bytes }",
        "secrets: { A: { validFor: 7d } } | secrets: { A: pem-cert }",
        "flags: { A: { expect: eu } } | flags: { A: string }",
        "probes: { A: { severity: error } } | probes: { A: { dns: a } }",
        "versions: { files: { app: { sha256File: a } } } | versions: { files: { app: { path: a, sha256File: a } } }",
        "policy: { undeclared: { severity: error } } | policy: { undeclared: { prefixes: [A_] } }",
      })
  void takesAPartOfAnEntryWhereTheRestIsIncluded(String root, String base) {
    assertThat(
            service("include: [base.yaml, more.yaml]", root)
                .with("base.yaml", base)
                .with("more.yaml", "profiles: { select: P, known: [dev] }", "properties: { z: }")
                .told())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "env: { A: { max: 5 } } | manifest-unknown-key env.A.max does not belong to type string",
        "env: { A: { type: enum } } | manifest-empty env.A needs values",
        "env: { A: { type: duration, max: 5 } } | manifest-type env.A.max must be a time with its unit",
        "probes: { A: { severity: error } } | manifest-empty probes.A needs one of tcp, tls, http, dns, disk",
        "profiles: { known: [dev] } | manifest-empty profiles needs select",
        "env: { A: { maxx: 5 } } | manifest-unknown-key env.A.maxx is not known",
        "env: { A: { required: maybe } } | manifest-type env.A.required must be true or false",
      })
  void reportsAnEntryThatIsStillNotWholeOrFits(String root, String told) {
    assertThat(files(root, "env: { Z: }").told()).containsExactly(told);
  }

  @Test
  void reportsALimitThatDoesNotGoWithTheIncludedType() {
    Finding finding = files("env:\n  A: { max: 5s }", "env: { A: integer }").finding();
    assertThat(finding.id()).isEqualTo("manifest-type");
    assertThat(at(finding)).isEqualTo("startguard.yaml:5:13");
  }

  @Test
  void reportsANameThatTwoFilesWriteInTwoCases() {
    Finding finding = files("env: { Db_Host: }", "env: { DB_HOST: }").finding();
    assertThat(finding.id()).isEqualTo("manifest-name");
    assertThat(related(finding)).hasSize(1);
  }

  @Test
  void reportsASecretThatAnotherFileTakesForAVariable() {
    assertThat(files("env: { DB_PASSWORD: }", "secrets: { DB_PASSWORD: }").told())
        .containsExactly("manifest-name DB_PASSWORD is declared twice");
  }

  @Test
  void reportsAManifestWhoseIncludesCheckNothing() {
    assertThat(files("owner: me", "policy: { mode: warn }").told())
        .containsExactly("manifest-empty startguard.yaml checks nothing");
  }

  @Test
  void reportsWhatIsWrongInEveryFileAtOnce() {
    assertThat(
            service("include: [a.yaml, b.yaml]", "env: { A: prot }")
                .with("a.yaml", "env: { B: prot }")
                .with("b.yaml", "envv: { C: port }")
                .told())
        .containsExactly(
            "manifest-type env.A must be a type",
            "manifest-type env.B must be a type",
            "manifest-unknown-key envv is not known");
  }
}
