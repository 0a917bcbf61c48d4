package dev.startguard.core.report;

import org.jspecify.annotations.Nullable;

/**
 * Where the startup report goes, and what is found later.
 *
 * @param json whether the console gets JSON lines instead of text
 * @param standardOutput whether what is no error goes to standard output
 * @param file the file that gets JSON lines, {@code %p} and {@code %h} not yet replaced; null for
 *     none
 * @param log the rolling file that gets what is found while the service runs, written as {@code
 *     file}; null for none
 * @param metrics the file for Prometheus, written as {@code file}; null for none
 */
public record Destinations(
    boolean json,
    boolean standardOutput,
    @Nullable String file,
    @Nullable String log,
    @Nullable String metrics) {

  /** Text on standard error: what there is before the settings are known. */
  public static Destinations usual() {
    return new Destinations(false, false, null, null, null);
  }

  /** Whether anybody wants the manifest's hash. */
  public boolean wantsHash() {
    return json || file != null || metrics != null;
  }
}
