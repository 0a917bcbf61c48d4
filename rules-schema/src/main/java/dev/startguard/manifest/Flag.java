package dev.startguard.manifest;

import dev.startguard.finding.ManifestLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feature flag. Optional; an unset boolean flag is false. */
public record Flag(String name, ManifestLocation place, Fields fields) implements Entry {

  /** {@code boolean} when not given. */
  public String type() {
    return fields.text("type", "boolean");
  }

  /** The state that is expected in the profile; null when nothing is. */
  public @Nullable String expected(@Nullable String profile) {
    Fields byProfile = fields.fields("expect");
    if (byProfile == null) {
      return fields.text("expect");
    }
    return profile == null ? null : byProfile.text(profile);
  }

  /** Where the expectation for the profile stands. */
  public ManifestLocation expectedPlace(@Nullable String profile) {
    Fields byProfile = fields.fields("expect");
    return byProfile == null || profile == null ? fields.place("expect") : byProfile.place(profile);
  }

  /** The date since which the flag must not be set anywhere; null when it is in use. */
  public @Nullable String retired() {
    return fields.text("retired");
  }

  public @Nullable String removeBy() {
    return fields.text("removeBy");
  }

  /** The flagd file that may hold it. */
  public @Nullable String file() {
    return fields.text("file");
  }

  public List<String> conflicts() {
    return fields.texts("conflicts");
  }

  public List<String> implies() {
    return fields.texts("implies");
  }
}
