package dev.startguard.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.startguard.finding.Finding;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Severity;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.tree.Limits;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.yaml.EverydayTree;
import dev.startguard.manifest.yaml.YamlTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * The reader's promises, over whatever bytes a fuzzer thinks of. {@code mvn verify} runs the inputs
 * that lie beside this class; {@code mvn -Pfuzz -pl rules-schema test} looks for new ones.
 */
class ManifestReaderFuzzTest {

  @FuzzTest(maxDuration = "15m")
  void keepsItsPromises(byte[] bytes) {
    ReadResult result = Reading.of(bytes);
    if (result instanceof ReadResult.Invalid invalid) {
      assertThat(invalid.findings()).isNotEmpty();
      for (Finding finding : invalid.findings()) {
        assertThat(finding.id()).startsWith("manifest-");
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        ManifestLocation place = (ManifestLocation) finding.location();
        assertThat(place).as(finding.id()).isNotNull();
        assertThat(place.line()).isPositive();
        assertThat(place.column()).isPositive();
        assertThat(place.length()).isPositive();
        place.source().excerpt(place); // may be nothing, must not throw
      }
    } else if (result instanceof ReadResult.Valid valid) {
      visit(valid.document().withoutProfile());
      for (String profile : valid.document().withoutProfile().profiles().known()) {
        visit(valid.document().withProfile(profile));
      }
    }
    readsEverydayYamlLikeSnakeYaml(bytes);
  }

  private static void visit(Manifest manifest) {
    assertThat(manifest.service()).isNotNull();
    for (Variable variable : manifest.variables()) {
      assertThat(dev.startguard.manifest.type.ValueTypes.of(variable.type())).isNotNull();
      assertThat(variable.required() && variable.codeDefault() != null).isFalse();
    }
    for (Secret secret : manifest.secrets()) {
      assertThat(secret.name()).isNotEmpty();
      assertThat(secret.required() && secret.requiredWhen() != null && secret.sources().isEmpty())
          .isFalse();
    }
    for (Flag flag : manifest.flags()) {
      assertThat(flag.type()).isNotNull();
    }
    for (Group group : manifest.groups()) {
      assertThat(group.members()).isNotEmpty();
    }
    assertThat(manifest.policy().deadlineNanos()).isNotNegative();
  }

  private static void readsEverydayYamlLikeSnakeYaml(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    SourceFile file = new SourceFile("startguard.yaml", 0, text);
    MappingNode everyday = EverydayTree.parse(file, text, Limits.MOST_NODES);
    if (everyday != null) {
      MappingNode snake = YamlTree.read(file, text, new ArrayList<>());
      assertThat(snake).isNotNull();
      assertThat(Trees.flat(everyday)).isEqualTo(Trees.flat(snake));
    }
  }
}
