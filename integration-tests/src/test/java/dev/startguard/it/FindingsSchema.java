package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.zip.ZipFile;

/** The schema of the JSON lines, out of the packed jar. */
final class FindingsSchema {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonSchema SCHEMA = schema();

  private FindingsSchema() {}

  /** Parses each line, and holds it against the schema. */
  static List<JsonNode> lines(List<String> lines) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : lines) {
      JsonNode node = MAPPER.readTree(line);
      assertThat(SCHEMA.validate(node)).as(line).isEmpty();
      nodes.add(node);
    }
    return nodes;
  }

  private static JsonSchema schema() {
    try (ZipFile jar = new ZipFile(PackedJar.path().toFile());
        InputStream in = jar.getInputStream(jar.getEntry("startguard/findings.schema.json"))) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
