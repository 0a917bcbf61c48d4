package dev.startguard.it;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The start benchmark's service: a manifest of fifty entries, and an environment that fits it. */
final class FiftyEntries {
  private FiftyEntries() {}

  /** A JVM that is guarded by it, without the rules. */
  static ForkedJvm guarded(Jdk jdk) {
    return guarded(jdk, "off");
  }

  /** The same, with the rules that the setting names. */
  static ForkedJvm guarded(Jdk jdk, String rules) {
    return ForkedJvm.of(jdk)
        .agent("manifest=" + file("startguard.yaml") + ",rules=" + rules)
        .env(environment());
  }

  private static Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file("good.env"))) {
        int equals = line.indexOf('=');
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
    return variables;
  }

  private static Path file(String name) {
    try {
      URL resource = FiftyEntries.class.getResource("/bench/" + name);
      return Path.of(Objects.requireNonNull(resource, name).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
