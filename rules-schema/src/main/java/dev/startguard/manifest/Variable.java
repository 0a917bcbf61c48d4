package dev.startguard.manifest;

import dev.startguard.finding.ManifestLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An environment variable, or a {@code -D} property.
 *
 * @param property whether it is declared under {@code properties}
 * @param grouped whether a group names it, so that it is not required on its own
 */
public record Variable(
    String name, ManifestLocation place, Fields fields, boolean property, boolean grouped)
    implements Entry {

  /** The declared type's name. */
  public String type() {
    return fields.text("type", "string");
  }

  /** Required whatever else holds; a {@link #requiredWhen()} makes it required on its condition. */
  public boolean required() {
    return fields.flag(
        "required", !fields.has("codeDefault") && !fields.has("requiredWhen") && !grouped);
  }

  public @Nullable Fields requiredWhen() {
    return fields.fields("requiredWhen");
  }

  /** What the code falls back to when the variable is not set. */
  public @Nullable String codeDefault() {
    return fields.text("codeDefault");
  }

  /** The {@code -D} property that stands for the variable, when there is one. */
  public @Nullable String propertyName() {
    return property ? name : fields.text("property");
  }

  /** {@code deprecated}: replacedBy, since, removeAfter. */
  public @Nullable Fields deprecated() {
    return fields.fields("deprecated");
  }

  /** Whether an empty value is a value. */
  public boolean allowsEmpty() {
    return fields.flag("allowEmpty", false);
  }

  /** The allowed values of an enum. */
  public List<String> values() {
    return fields.texts("values");
  }
}
