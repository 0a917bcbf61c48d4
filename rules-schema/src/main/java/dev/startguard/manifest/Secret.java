package dev.startguard.manifest;

import dev.startguard.finding.ManifestLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A secret: its value is checked and never shown.
 *
 * @param sources where it may come from, {@code env} and {@code file}: its own {@code from}, or the
 *     policy's
 * @param grouped whether a group names it, so that it is not required on its own
 */
public record Secret(
    String name, ManifestLocation place, Fields fields, List<String> sources, boolean grouped)
    implements Entry {

  /** {@code string} when not given. */
  public String type() {
    return fields.text("type", "string");
  }

  public boolean required() {
    return fields.flag("required", !fields.has("requiredWhen") && !grouped);
  }

  public @Nullable Fields requiredWhen() {
    return fields.fields("requiredWhen");
  }

  /** The fixed path; null when the variable {@code NAME_FILE} names the file. */
  public @Nullable String file() {
    return fields.text("file");
  }

  /** The variable that names the file when {@link #file()} is null. */
  public String fileVariable() {
    return name + "_FILE";
  }

  /** {@code base64}, {@code hex} …; null for plain text. */
  public @Nullable String encoding() {
    return fields.text("encoding");
  }

  public List<String> distinctFrom() {
    return fields.texts("distinctFrom");
  }

  /** The secret that holds the other half: a key's certificate. */
  public @Nullable String matches() {
    return fields.text("matches");
  }
}
