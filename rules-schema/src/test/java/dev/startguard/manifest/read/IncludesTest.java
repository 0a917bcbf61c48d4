package dev.startguard.manifest.read;

import static dev.startguard.manifest.ManifestFiles.at;
import static dev.startguard.manifest.ManifestFiles.related;
import static dev.startguard.manifest.ManifestFiles.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.ManifestFiles;
import dev.startguard.manifest.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncludesTest {
  private static List<String> variables(Manifest manifest) {
    return manifest.variables().stream().map(Variable::name).toList();
  }

  private static String chain(Finding finding) {
    return finding.notes().stream()
        .filter(note -> note.name().equals("chain"))
        .map(Note::text)
        .findFirst()
        .orElse("");
  }

  @Test
  void readsAFileBesideTheManifest() {
    Manifest manifest =
        service("include: [platform/base.yaml]\nenv: { A: port }")
            .with("platform/base.yaml", "env: { B: url }")
            .manifest();
    assertThat(variables(manifest)).containsExactlyInAnyOrder("A", "B");
    assertThat(manifest.files())
        .extracting(SourceFile::name)
        .containsExactly("startguard.yaml", "platform/base.yaml");
  }

  @Test
  void takesAPathFromTheFileThatNamesIt() {
    Manifest manifest =
        service("include: [platform/base.yaml]")
            .with("platform/base.yaml", "include: [../org/org.yaml]")
            .with("org/org.yaml", "include: [more.yaml]")
            .with("org/more.yaml", "env: { C: url }")
            .manifest();
    assertThat(variables(manifest)).containsExactly("C");
  }

  @Test
  void handsClassPathAddressesOn() {
    assertThat(
            variables(
                service("include: [\"classpath:META-INF/startguard/base.yaml\"]")
                    .with("classpath:META-INF/startguard/base.yaml", "env: { C: url }")
                    .manifest()))
        .containsExactly("C");
  }

  @Test
  void readsADiamondOnce() {
    ManifestFiles files =
        service("include: [a.yaml, b.yaml]")
            .with("a.yaml", "include: [base.yaml]\nenv: { A: url }")
            .with("b.yaml", "include: [base.yaml]\nenv: { B: url }")
            .with("base.yaml", "env: { X: { type: integer, max: 10 } }");
    Manifest manifest = files.manifest();
    assertThat(variables(manifest)).containsExactlyInAnyOrder("A", "B", "X");
    assertThat(manifest.files()).hasSize(4);
  }

  @Test
  void keepsWhatOneSideOfADiamondTightens() {
    Manifest manifest =
        service("include: [a.yaml, b.yaml]")
            .with("a.yaml", "include: [base.yaml]\nenv: { X: { type: integer, max: 5 } }")
            .with("b.yaml", "include: [base.yaml]\nenv: { B: url }")
            .with("base.yaml", "env: { X: { type: integer, max: 10 } }")
            .manifest();
    assertThat(manifest.section("env").fields("X").whole("max", 0)).isEqualTo(5);
  }

  @Test
  void reportsAMissingFileWithTheChain() {
    Finding finding =
        service("include: [a.yaml]\nenv: { A: port }")
            .with("a.yaml", "include:\n  - b.yaml")
            .finding();
    assertThat(finding.id()).isEqualTo("manifest-include");
    assertThat(finding.subject()).isEqualTo("b.yaml");
    assertThat(finding.gist()).isEqualTo("no such file");
    assertThat(at(finding)).isEqualTo("a.yaml:3:5");
    assertThat(related(finding)).containsExactly("startguard.yaml:3:11");
    assertThat(chain(finding)).isEqualTo("startguard.yaml -> a.yaml -> b.yaml");
  }

  @Test
  void reportsACircle() {
    Finding finding =
        service("include: [a.yaml]")
            .with("a.yaml", "include: [b.yaml]")
            .with("b.yaml", "include: [a.yaml]\nenv: { A: port }")
            .finding();
    assertThat(finding.gist()).isEqualTo("includes itself");
    assertThat(at(finding)).isEqualTo("b.yaml:2:11");
    assertThat(chain(finding)).isEqualTo("startguard.yaml -> a.yaml -> b.yaml -> a.yaml");
  }

  @Test
  void reportsAManifestThatIncludesItself() {
    assertThat(chain(service("include: [startguard.yaml]\nenv: { A: port }").finding()))
        .isEqualTo("startguard.yaml -> startguard.yaml");
  }

  @Test
  void acceptsFiveLevels() {
    assertThat(variables(levels(5).manifest())).containsExactly("X");
  }

  @Test
  void reportsASixthLevel() {
    Finding finding = levels(6).finding();
    assertThat(finding.gist()).isEqualTo("is more than 5 includes deep");
    assertThat(at(finding)).isEqualTo("5.yaml:2:11");
    assertThat(related(finding)).hasSize(5);
  }

  private static ManifestFiles levels(int levels) {
    ManifestFiles files = service("include: [1.yaml]");
    for (int i = 1; i < levels; i++) {
      files.with(i + ".yaml", "include: [" + (i + 1) + ".yaml]");
    }
    return files.with(levels + ".yaml", "env: { X: url }");
  }

  @Test
  void reportsALevelTooDeepThatIsReachedByASecondWay() {
    ManifestFiles files = service("include: [4.yaml, 1.yaml]");
    for (int i = 1; i < 7; i++) {
      files.with(i + ".yaml", "include: [" + (i + 1) + ".yaml]");
    }
    assertThat(files.with("7.yaml", "env: { X: url }").told())
        .containsExactly("manifest-include 4.yaml is more than 5 includes deep");
  }

  @Test
  void reportsEverythingThatIsMissingAtOnce() {
    assertThat(service("include: [a.yaml, b.yaml]\nenv: { A: port }").told())
        .containsExactly(
            "manifest-include a.yaml no such file", "manifest-include b.yaml no such file");
  }

  @Test
  void inheritsOwnerAndRunbookFromItsOwnFile() {
    Manifest manifest =
        service(
                "owner: shop\nrunbook: https://r/shop\ninclude: [base.yaml, bare.yaml]\nenv: { A: port }")
            .with("base.yaml", "owner: platform\nenv: { B: url, C: { type: url, owner: edge } }")
            .with("bare.yaml", "env: { D: url }")
            .manifest();
    assertThat(manifest.variables())
        .extracting(variable -> variable.name() + " " + variable.owner() + " " + variable.runbook())
        .containsExactlyInAnyOrder(
            "A shop https://r/shop",
            "B platform https://r/shop",
            "C edge https://r/shop",
            "D shop https://r/shop");
  }

  @Test
  void stopsAtThousandsOfIncludes() {
    StringBuilder list = new StringBuilder("include:\n");
    ManifestFiles files = service("env: { A: port }");
    for (int i = 0; i < 3000; i++) {
      list.append("  - ").append(i).append(".yaml\n");
      files.with(i + ".yaml", "env: { V" + i + ": url }");
    }
    files.with("startguard.yaml", "service: checkout\n" + list);
    assertThat(files.told())
        .containsExactly("manifest-include 256.yaml is one of more than 256 included files");
    assertThat(files.opened).hasSizeLessThan(300);
  }
}
