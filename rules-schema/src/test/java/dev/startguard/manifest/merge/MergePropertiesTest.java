package dev.startguard.manifest.merge;

import static dev.startguard.manifest.ManifestFiles.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.manifest.GeneratedManifest;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.ManifestFiles;
import dev.startguard.manifest.shape.Shape;
import dev.startguard.manifest.shape.Vocabulary;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every manifest, tried on generated ones. The seeds are in the tests' names. */
class MergePropertiesTest {
  private static final int TRIES = 40;

  static LongStream seeds() {
    long seed = System.nanoTime();
    System.out.println("MergePropertiesTest seed " + seed);
    return new Random(seed).longs(TRIES);
  }

  private static MappingNode tree(Manifest manifest) {
    return manifest.root().node();
  }

  /** The tree as text, with the place of everything in it. */
  private static String written(Node node) {
    StringBuilder out = new StringBuilder();
    write(node, out);
    return out.toString();
  }

  private static void write(Node node, StringBuilder out) {
    if (node instanceof MappingNode mapping) {
      mapping.pairs().stream()
          .filter(pair -> !pair.name().equals("include"))
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .forEach(
              pair -> {
                out.append('\n').append(pair.key().place().text()).append(' ').append(pair.name());
                write(pair.value(), out);
              });
    } else if (node instanceof SequenceNode sequence) {
      sequence.items().forEach(item -> write(item, out.append("\n-")));
    } else if (node instanceof ScalarNode scalar) {
      out.append(": ").append(scalar.text()).append(' ').append(scalar.place().text());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anIncludeThatSaysNothingChangesNothing(long seed) {
    String yaml = GeneratedManifest.of(seed, 30);
    Manifest alone =
        service("include: [empty.yaml]", yaml).with("empty.yaml", "owner: nobody").manifest();
    Manifest plain = service("# nothing is included", yaml).manifest();
    assertThat(written(tree(alone))).isEqualTo(written(tree(plain)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anIncludeThatSaysTheSameChangesNothing(long seed) {
    String yaml = GeneratedManifest.of(seed, 30);
    ManifestFiles both = service("include: [same.yaml]", yaml).with("same.yaml", yaml);
    assertThat(both.told()).isEmpty();
    Manifest plain = service("# nothing is included", yaml).manifest();
    assertThat(Tighter.same(tree(both.manifest()), tree(plain))).isTrue();
    assertThat(Tighter.same(tree(both.manifest("dev")), tree(service(yaml).manifest("dev"))))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aManifestMayIncludeWhatItOnceSaidItself(long seed) {
    String yaml = GeneratedManifest.of(seed, 30);
    Manifest moved = service("include: [all.yaml]").with("all.yaml", yaml).manifest("prod");
    assertThat(Tighter.same(tree(moved), tree(service(yaml).manifest("prod")))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aProfileThatNothingOverridesChangesNothing(long seed) {
    String yaml = GeneratedManifest.plain(seed, 30);
    ManifestFiles files = service(yaml);
    assertThat(written(tree(files.manifest("dev")))).isEqualTo(written(tree(files.manifest())));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anOverrideThatSaysWhatHoldsChangesNothing(long seed) {
    String yaml = GeneratedManifest.plain(seed, 30);
    MappingNode root = tree(service(yaml).manifest());
    for (String section : new String[] {"env", "secrets", "flags", "probes"}) {
      Shape shape = Vocabulary.section(section).item();
      for (MappingNode.Pair pair : ((MappingNode) root.get(section)).pairs()) {
        MappingNode entry = (MappingNode) pair.value();
        assertThat(written(FieldMerge.over(shape, entry, entry))).isEqualTo(written(entry));
        assertThat(written(FieldMerge.over(shape, new MappingNode(entry.place()), entry)))
            .isEqualTo(written(entry));
        assertThat(written(FieldMerge.over(shape, entry, new MappingNode(entry.place()))))
            .isEqualTo(written(entry));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aLimitMayBeTightenedAndNeverLoosened(long seed) {
    Random random = new Random(seed);
    int demanded = random.nextInt(1000) - 500;
    int said = random.nextInt(1000) - 500;
    String[] type = {"integer", "decimal"};
    String base = "env: { A: { type: " + type[random.nextInt(2)] + ", max: " + demanded + " } }";
    boolean refused =
        !service("include: [b.yaml]", "env: { A: { max: " + said + " } }")
            .with("b.yaml", base)
            .told()
            .isEmpty();
    assertThat(refused).isEqualTo(said > demanded);
    String floor = base.replace("max", "min");
    refused =
        !service("include: [b.yaml]", "env: { A: { min: " + said + " } }")
            .with("b.yaml", floor)
            .told()
            .isEmpty();
    assertThat(refused).isEqualTo(said < demanded);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noOrderOfTwoIncludesWeakensEither(long seed) {
    Random random = new Random(seed);
    int a = random.nextInt(100);
    int b = random.nextInt(100);
    int own = random.nextInt(100);
    ManifestFiles files =
        service("include: [a.yaml, b.yaml]", "env: { A: { max: " + own + " } }")
            .with("a.yaml", "env: { A: { type: integer, max: " + a + " } }")
            .with("b.yaml", "env: { A: { type: integer, max: " + b + " } }");
    assertThat(files.told().isEmpty()).isEqualTo(own <= a && own <= b);
  }
}
