package dev.startguard.core.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Which Startguard this is. */
public final class Release {
  private Release() {}

  /** The version as Maven has it; {@code unknown} when the jar does not say. */
  public static String version() {
    try (InputStream in = Release.class.getResourceAsStream("version.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
    } catch (IOException unreadable) {
      return "unknown";
    }
  }
}
