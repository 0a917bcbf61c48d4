package dev.startguard.manifest.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.startguard.manifest.type.ValueTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestSchemaTest {
  private static final Path COMMITTED = Path.of("src/main/resources/startguard.schema.json");

  /** Set to write the schema instead of comparing it. */
  private static final String REGENERATE = "startguard.schema.regenerate";

  @Test
  void isWhatTheVocabularySays() throws IOException {
    String made = JsonText.of(ManifestSchema.make());
    if (Boolean.getBoolean(REGENERATE)) {
      Files.writeString(COMMITTED, made);
    }
    assertThat(Files.readString(COMMITTED))
        .as(
            "after a change of the vocabulary: mvn -pl rules-schema test -Dtest=ManifestSchemaTest -D%s=true",
            REGENERATE)
        .isEqualTo(made);
  }

  @Test
  void isValidJsonSchema() throws IOException {
    var meta =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));
    assertThat(meta.validate(Files.readString(COMMITTED, StandardCharsets.UTF_8), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void neverLeavesAnEditorWithABareOneOf() throws IOException {
    assertThat(Files.readString(COMMITTED)).doesNotContain("\"oneOf\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"env", "properties"})
  void takesForEachTypeTheConstraintsThatTheTypeReads(String section) {
    Shape entry = Vocabulary.section(section).item();
    for (String type : entry.first("type").words()) {
      List<String> fields = new ArrayList<>();
      for (Shape field : entry.fields()) {
        if (field.needsType() && field.fits(type)) {
          fields.add(field.name());
        }
      }
      assertThat(new TreeSet<>(fields))
          .as(type)
          .isEqualTo(new TreeSet<>(ValueTypes.constraints(type)));
    }
  }
}
