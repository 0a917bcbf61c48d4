package dev.startguard.manifest.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.manifest.Trees;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Puts something odd in the place of one value, key or item of a good document, and asks reader and
 * schema.
 */
class SchemaAgreementSweepTest {
  private static final int DOCUMENTS = Integer.getInteger("startguard.sweep", 6_000);

  /** As they would be written in a flow collection. */
  private static final List<String> ODD =
      List.of(
          "~",
          "''",
          "' '",
          "x",
          "true",
          "True",
          "'true'",
          "yes",
          "'off'",
          "0",
          "'0'",
          "1",
          "-1",
          "'-1'",
          "1.5",
          "'1.5'",
          "12.0",
          "70000",
          "0x1F",
          "0o640",
          "0640",
          "1_000",
          "12:30",
          "999999999999999",
          "1000000000000000",
          ".5",
          "'.5'",
          ".inf",
          ".nan",
          "2s",
          "0s",
          "PT2S",
          "PT0S",
          "1d2h",
          "512Mi",
          "512M",
          "100B",
          "2026-02-29",
          "2028-02-29",
          "'[1,2)'",
          "'[1]'",
          "'[,]'",
          "string",
          "port",
          "enum",
          "jwt",
          "list",
          "env",
          "file",
          "error",
          "warning",
          "off",
          "enforce",
          "a=b",
          "\"a\\tb\"",
          "\"x\\n\"",
          "'a:1'",
          "'${A}:1'",
          "'http://a'",
          "'ntp://a:1'",
          "chrony",
          "[]",
          "{}",
          "[x]",
          "[~]",
          "[1]",
          "[[]]",
          "{ x: 1 }",
          "{ type: port }",
          "{ env: A }",
          "{ x: }");

  /** What no schema can say; a document that has nothing else wrong is no disagreement. */
  private static final Set<String> BEYOND =
      Set.of("manifest-contradiction", "manifest-secret", "manifest-name");

  @Test
  void readerAndSchemaAgreeOnOddDocuments() throws IOException {
    long seed = Long.getLong("sweep.seed", System.nanoTime());
    Random random = new Random(seed);
    List<SchemaAgreementTest.Document> good =
        SchemaAgreementTest.documents().stream()
            .filter(SchemaAgreementTest.Document::good)
            .toList();
    int refused = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      SchemaAgreementTest.Document document = good.get(random.nextInt(good.size()));
      String text = flow(changed(plain(Trees.of(document.text())), random));
      List<String> ids =
          document.fragment()
              ? SchemaAgreementTest.fragment(text)
              : SchemaAgreementTest.reader(text);
      boolean accepted = SchemaAgreementTest.accepts(SchemaAgreementTest.core(text, false));
      refused += ids.isEmpty() ? 0 : 1;
      if (ids.isEmpty() || !accepted || !(BEYOND.containsAll(ids) || oddMode(text))) {
        assertThat(accepted).as("seed %d, reader %s: %s", seed, ids, text).isEqualTo(ids.isEmpty());
      }
    }
    assertThat(refused).as("seed %d", seed).isBetween(DOCUMENTS / 10, DOCUMENTS * 9 / 10);
  }

  /** A number without quotes from 0 to 7777 that is no mode in three or four octal digits. */
  private static boolean oddMode(String text) {
    return text.matches("(?s).*\"maxMode\": (?!0?[0-7]{3}\\b)[-+.0-9A-Fa-fox]+\\b.*");
  }

  /** A map, a list, or a scalar as it would be written in a flow collection. */
  private static Object plain(Node node) {
    if (node instanceof MappingNode mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      mapping.pairs().forEach(pair -> map.put(pair.name(), plain(pair.value())));
      return map;
    }
    if (node instanceof SequenceNode list) {
      return new ArrayList<>(list.items().stream().map(SchemaAgreementSweepTest::plain).toList());
    }
    ScalarNode scalar = (ScalarNode) node;
    return scalar.plain() && !scalar.isNull()
        ? scalar.text()
        : scalar.isNull() ? "~" : quoted(scalar.text());
  }

  /** The document with one thing in it changed, somewhere below the root. */
  private static Object changed(Object root, Random random) {
    List<Runnable> changes = new ArrayList<>();
    collect(root, changes, random, true);
    changes.get(random.nextInt(changes.size())).run();
    return root;
  }

  @SuppressWarnings("unchecked")
  private static void collect(Object value, List<Runnable> changes, Random random, boolean root) {
    if (value instanceof Map<?, ?> any) {
      Map<String, Object> map = (Map<String, Object>) any;
      for (String key : List.copyOf(map.keySet())) {
        if (root && (key.equals("startguard") || key.equals("service"))) {
          continue;
        }
        changes.add(() -> map.put(key, odd(random)));
        changes.add(() -> map.put(key, odd(random)));
        changes.add(() -> map.remove(key));
        changes.add(() -> map.put(key + "x", map.remove(key)));
        changes.add(() -> map.put("description", odd(random)));
        changes.add(() -> map.put("type", odd(random)));
        collect(map.get(key), changes, random, false);
      }
    } else if (value instanceof List<?> any) {
      List<Object> list = (List<Object>) any;
      for (int i = 0; i < list.size(); i++) {
        int at = i;
        changes.add(() -> list.set(at, odd(random)));
        changes.add(() -> list.remove(at));
        collect(list.get(i), changes, random, false);
      }
      changes.add(() -> list.add(odd(random)));
    }
  }

  private static String odd(Random random) {
    return ODD.get(random.nextInt(ODD.size()));
  }

  private static String flow(Object value) {
    StringBuilder out = new StringBuilder();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) ->
              out.append(out.isEmpty() ? "{ " : ", ")
                  .append(quoted(key.toString()))
                  .append(": ")
                  .append(flow(item)));
      return out.isEmpty() ? "{}" : out.append(" }").toString();
    }
    if (value instanceof List<?> list) {
      list.forEach(item -> out.append(out.isEmpty() ? "[" : ", ").append(flow(item)));
      return out.isEmpty() ? "[]" : out.append("]").toString();
    }
    String text = value.toString();
    return text.matches("[-+.~/A-Za-z0-9_]+|['\"\\[{].*") ? text : quoted(text);
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t").replace("\n", "\\n")
        + '"';
  }
}
