package dev.startguard.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The profiles that the service knows, and the variable that names the one in force. */
public record Profiles(Fields fields) {
  public @Nullable String select() {
    return fields.text("select");
  }

  public List<String> known() {
    return fields.texts("known");
  }

  /** The profile when the variable is not set. */
  public @Nullable String otherwise() {
    return fields.text("default");
  }

  /** Whether names that are not known may stand beside the one that is. */
  public boolean allowsOthers() {
    return fields.text("others", "refuse").equals("allow");
  }
}
