package dev.startguard.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.Trees;
import dev.startguard.manifest.tree.MappingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EverydayTreeTest {
  private static final String SAMPLE =
      """
      # a comment
      startguard: 1    # the version
      service: checkout
      include: [../platform/base.yaml, 'b c.yaml']
      env:
        DB_HOST:
        HTTP_PORT:
          type: port
          min: 1024
          description: "Public listener: é, – and 'quotes'"   # why
        URL: http://a.example:80/x?y=1#z
        PARTNER_URL: { type: url, schemes: [https], profiles: { dev: { schemes: [http, https], required: false } } }
        LONG: {
          type: enum,      # inside
          values: [a,
                   b]
        }
      groups:
        - { name: db-login, exactlyOneOf: [A, B] }
        - name: smtp
          allOrNone: [C, D]
        -
          name: third
          atLeastOneOf:
          - E
          - F
      runtime:
        suppress:
        - rule: x
          in: "com.acme.**"
        set: {dst: off, negative: -5}

      # the end
      """;

  static Stream<Path> committedManifests() throws IOException {
    Path examples = Path.of("").toAbsolutePath().resolveSibling("examples");
    try (Stream<Path> files = Files.walk(examples, 3)) {
      return files.filter(file -> file.endsWith("startguard.yaml")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("committedManifests")
  void readsTheExamplesLikeSnakeYaml(Path manifest) throws IOException {
    String text = Files.readString(manifest);
    assertThat(everyday(text)).isNotNull().isEqualTo(snake(text));
  }

  @Test
  void readsEverydayYamlLikeSnakeYaml() {
    assertThat(everyday(SAMPLE)).isNotNull().isEqualTo(snake(SAMPLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1\nb:\n",
        "a:\n- 1\n- 2\nb: 3",
        "  a: 1\n  b: 2\n",
        "a: [1, 2, ]",
        "a: {b: c, }",
        "a: -1",
        "a: x#y",
        "a : 1",
        "'a b' : 1",
        "\"a\": 'b'",
        "a: []\nb: {}\n",
        "a:\n  - b: 1\n    c: 2\n  - d\n",
        "a: b:c",
        "a: {b: 'c', d: \"e\"}",
        "- a\n- b: c\n",
        "a: [b, {c: d}]  # x\n",
        "a:   # x\n  b: 1\n",
        "a: x-y\nb: x?y",
        "a: [x:y]"
      })
  void readsEachOfThese(String text) {
    Object snake = snake(text);
    Object everyday = everyday(text);
    if (text.startsWith("-")) {
      assertThat(everyday).isNull();
    } else {
      assertThat(everyday).isNotNull().isEqualTo(snake);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "a: |\n  b\n",
        "a: >\n  b\n",
        "a: &x b",
        "a: *x",
        "a: !t b",
        "%YAML 1.2\n---\na: 1",
        "---\na: 1",
        "a: 1\n...\n",
        "a: \"b\\n\"",
        "a: 'it''s'",
        "a: b\n  c\n",
        "a: \"b\n c\"",
        "a:\tb",
        "? a\n: b",
        "a: 1\na: 2",
        "<<: x",
        "a: [b",
        "a: {b: c",
        "a: b: c",
        "a: 1\n b: 2",
        "a:\n  b: 1\n c: 2",
        "a: \u0085b",
        "a: \u202eb",
        "a: 😀",
        "a: [b: c]",
        "a: {b}",
        "a: {b:}",
        "a: @b",
        "a: `b",
        "a: ]",
        "a\n",
        "a: 1\n- b",
        "a: 'b'c",
        "a: [b]c",
        "a: [x?y]",
        "a: 1\r\n"
      })
  void leavesToSnakeYamlWhatIsNotEveryday(String text) {
    assertThat(everyday(text)).isNull();
  }

  @Test
  void neverDiffersFromSnakeYamlOverMutatedManifests() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = " \n:-,[]{}#'\"ab1?&*!|>%@`\\.\t=<~é";
    int accepted = 0;
    for (int i = 0; i < 30_000; i++) {
      StringBuilder text = new StringBuilder(SAMPLE);
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        int where = random.nextInt(text.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(where, c);
          case 1 -> text.insert(where, c);
          default -> text.deleteCharAt(where);
        }
      }
      Object everyday = everyday(text.toString());
      if (everyday != null) {
        accepted++;
        assertThat(everyday).as("seed %d: %s", seed, text).isEqualTo(snake(text.toString()));
      }
    }
    assertThat(accepted).as("seed %d", seed).isGreaterThan(5_000);
  }

  private static @Nullable Object everyday(String text) {
    MappingNode root = EverydayTree.parse(new SourceFile("startguard.yaml", 0, text), text, 10_000);
    return root == null ? null : Trees.flat(root);
  }

  private static Object snake(String text) {
    List<Finding> findings = new ArrayList<>();
    MappingNode root = YamlTree.read(new SourceFile("startguard.yaml", 0, text), text, findings);
    return root == null || !findings.isEmpty() ? "refused: " + findings : Trees.flat(root);
  }
}
