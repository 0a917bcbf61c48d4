package dev.startguard.manifest.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.startguard.finding.Finding;
import dev.startguard.manifest.ManifestReader;
import dev.startguard.manifest.ManifestSource;
import dev.startguard.manifest.ReadResult;
import dev.startguard.manifest.Trees;
import dev.startguard.manifest.read.ManifestFile;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reader and the schema accept and refuse the same documents. The schema judges what YAML 1.2's
 * core schema makes of a document, and what is left when each scalar is written as text.
 *
 * <p>No schema can say what stands in {@link #OUT_OF_REACH}; those have tests of their own.
 */
class SchemaAgreementTest {
  /**
   * Findings about YAML itself, about several files, and about fields that are each right by
   * themselves.
   */
  static final List<String> OUT_OF_REACH =
      List.of(
          "manifest-syntax: the schema sees what a YAML reader made of the file",
          "manifest-feature: the same; anchors, tags and directives are gone by then",
          "manifest-duplicate-key: the same; one of the two is gone",
          "manifest-limit: size, depth and nodes",
          "manifest-include: other files",
          "manifest-weakened: other files",
          "manifest-contradiction across fields: min over max, undeclared names, cycles, a pattern that does not compile,"
              + " a fallback that breaks a constraint or a type without a pattern here",
          "manifest-secret by shape: a token anywhere, a password in a URL",
          "manifest-name of two sections: names equal but for case, a secret declared twice",
          "service in the root file: the schema cannot tell a root from a fragment",
          "the digits of a number without quotes: a SHA-256 of decimal digits alone is a number to YAML; a maxMode such as"
              + " 690 or 7 is a number from 0 to 7777; a codeDefault such as 0x1F90 is one too");

  private static final JsonSchema SCHEMA = schema();

  record Document(
      String title, boolean good, String id, boolean fragment, boolean spelt, String text) {
    @Override
    public String toString() {
      return title;
    }
  }

  static List<Document> documents() throws IOException {
    String all;
    try (InputStream in = SchemaAgreementTest.class.getResourceAsStream("agreement.txt")) {
      all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Document> documents = new ArrayList<>();
    for (String part :
        Pattern.compile("^=== ", Pattern.MULTILINE).split(all.substring(all.indexOf("=== ")), -1)) {
      if (!part.isEmpty()) {
        documents.add(document(part));
      }
    }
    return documents;
  }

  private static Document document(String part) {
    int colon = part.indexOf(": ");
    int end = part.indexOf('\n');
    String[] words = part.substring(0, colon).split(" ", -1);
    boolean good = words[0].equals("good");
    boolean fragment = words[words.length - 1].equals("fragment");
    boolean whole = fragment || words[words.length - 1].equals("whole");
    String title = part.substring(0, end);
    String text = (whole ? "" : "startguard: 1\nservice: s\n") + part.substring(end + 1);
    return new Document(
        title, good, good ? "" : words[1], fragment, title.endsWith("(spelt)"), text);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void readerAndSchemaAgree(Document document) {
    List<String> ids = document.fragment() ? fragment(document.text()) : reader(document.text());
    if (document.good()) {
      assertThat(ids).as("the reader accepts").isEmpty();
    } else {
      assertThat(ids).as("the reader refuses").contains(document.id());
    }
    assertThat(accepts(core(document.text(), false)))
        .as("the schema accepts")
        .isEqualTo(document.good());
    if (document.good() && !document.spelt()) {
      assertThat(accepts(core(document.text(), true))).as("the schema accepts text").isTrue();
    }
  }

  @Test
  void looksAtManyDocuments() throws IOException {
    assertThat(documents()).hasSizeGreaterThan(120);
    assertThat(documents().stream().filter(Document::good)).hasSizeGreaterThan(40);
    assertThat(OUT_OF_REACH).hasSize(11);
  }

  @ParameterizedTest
  @MethodSource("committedManifests")
  void acceptsTheManifestsOfTheProject(Path manifest) throws IOException {
    String text = Files.readString(manifest);
    assertThat(reader(text)).isEmpty();
    assertThat(SCHEMA.validate(JsonText.of(core(text, false)), InputFormat.JSON)).isEmpty();
    assertThat(SCHEMA.validate(JsonText.of(core(text, true)), InputFormat.JSON)).isEmpty();
  }

  static List<Path> committedManifests() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    try (var files = Files.walk(root.resolve("examples"), 3)) {
      return files.filter(file -> file.endsWith("startguard.yaml")).toList();
    }
  }

  /** What the reader says of a file that others include. */
  static List<String> fragment(String text) {
    List<Finding> findings = new ArrayList<>();
    ManifestFile.read(source(text), 1, findings);
    return findings.stream().map(Finding::id).toList();
  }

  private static ManifestSource source(String text) {
    return new ManifestSource(
        "startguard.yaml", "/startguard.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  static List<String> reader(String text) {
    ReadResult result =
        new ManifestReader(
                (origin, include) -> {
                  throw new IOException("not here");
                })
            .read(source(text));
    return result instanceof ReadResult.Invalid invalid
        ? invalid.findings().stream().map(Finding::id).toList()
        : List.of();
  }

  static boolean accepts(Object value) {
    return SCHEMA.validate(JsonText.of(value), InputFormat.JSON).isEmpty();
  }

  private static JsonSchema schema() {
    try {
      SchemaValidatorsConfig config =
          SchemaValidatorsConfig.builder()
              // as ECMA-262 has it, $ is the end, and not also what stands before a last line feed
              .regularExpressionFactory(
                  regex ->
                      Pattern.compile(regex.replaceAll("(?<!\\\\)\\$", "\\\\z")).asPredicate()
                          ::test)
              .build();
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(
              Files.readString(Path.of("src/main/resources/startguard.schema.json")),
              InputFormat.JSON,
              config);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * What YAML 1.2's core schema makes of the text; with {@code spelt}, each scalar that is not null
   * as text.
   */
  static Object core(String text, boolean spelt) {
    return core(Trees.of(text), spelt);
  }

  private static Object core(Node node, boolean spelt) {
    if (node instanceof MappingNode mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      mapping.pairs().forEach(pair -> map.put(pair.name(), core(pair.value(), spelt)));
      return map;
    }
    if (node instanceof SequenceNode list) {
      return list.items().stream().map(item -> core(item, spelt)).toList();
    }
    ScalarNode scalar = (ScalarNode) node;
    String text = scalar.text();
    if (!scalar.plain()) {
      return text;
    }
    if (text.matches("|~|null|Null|NULL")) {
      return null;
    }
    if (spelt) {
      return text;
    }
    if (text.matches("true|True|TRUE|false|False|FALSE")) {
      return text.matches("[tT].*");
    }
    if (text.matches("[-+]?[0-9]+|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?")) {
      return new BigDecimal(text);
    }
    if (text.matches("0o[0-7]+|0x[0-9a-fA-F]+")) {
      return Long.parseLong(text.substring(2), text.charAt(1) == 'o' ? 8 : 16);
    }
    return text;
  }
}
