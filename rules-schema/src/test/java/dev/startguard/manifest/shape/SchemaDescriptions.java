package dev.startguard.manifest.shape;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an editor says of each field. Every field has a description, and every description a field.
 */
final class SchemaDescriptions {
  private final Properties texts = new Properties();
  private final Set<String> unused;

  SchemaDescriptions() {
    try (Reader in =
        new InputStreamReader(
            SchemaDescriptions.class.getResourceAsStream("schema-descriptions.properties"),
            StandardCharsets.UTF_8)) {
      texts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    unused = new TreeSet<>(texts.stringPropertyNames());
  }

  /**
   * Under which key the description of a field stands: its path, or {@code *.name} for all fields
   * of its name.
   */
  String key(String path) {
    String any = "*" + path.substring(Math.max(0, path.lastIndexOf('.')));
    return texts.containsKey(path) ? path : any;
  }

  /** The description of a field. */
  String of(String path) {
    String key = key(path);
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("schema-descriptions.properties lacks " + path);
    }
    unused.remove(key);
    return text;
  }

  void allUsed() {
    if (!unused.isEmpty()) {
      throw new IllegalStateException(
          "schema-descriptions.properties describes no field with " + unused);
    }
  }
}
