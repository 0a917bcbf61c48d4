package dev.startguard.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The committed schema of the JSON lines, and a validator that is not ours. */
final class FindingsSchema {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonSchema SCHEMA = schema();

  private FindingsSchema() {}

  /** Parses every line and holds it against the schema. */
  static List<JsonNode> lines(String text) {
    assertThat(text).endsWith("\n");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      JsonNode node = parse(line);
      assertThat(SCHEMA.validate(node)).as(line).isEmpty();
      lines.add(node);
    }
    return lines;
  }

  /** What the schema has against a line. */
  static Set<?> problems(String line) {
    return SCHEMA.validate(parse(line));
  }

  private static JsonNode parse(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }

  private static JsonSchema schema() {
    try (InputStream in = FindingsSchema.class.getResourceAsStream("/findings.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
