package dev.startguard.core.report;

import org.jspecify.annotations.Nullable;

/**
 * Where the startup report goes.
 *
 * @param json whether the console gets JSON lines instead of text
 * @param standardOutput whether what is no error goes to standard output
 * @param file the file that gets JSON lines, {@code %p} and {@code %h} not yet replaced; null for
 *     none
 */
public record Destinations(boolean json, boolean standardOutput, @Nullable String file) {

  /** Text on standard error: what there is before the settings are known. */
  public static Destinations usual() {
    return new Destinations(false, false, null);
  }

  /** Whether anybody wants JSON, and with it the manifest's hash. */
  public boolean anyJson() {
    return json || file != null;
  }
}
