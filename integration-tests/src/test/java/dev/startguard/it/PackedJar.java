package dev.startguard.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** The jar that users take. */
public final class PackedJar {
  private PackedJar() {}

  /** Where the build left it; the build names it in {@code startguard.agent.jar}. */
  public static Path path() {
    String named =
        System.getProperty("startguard.agent.jar", "../agent/target/startguard-agent.jar");
    Path jar = Path.of(named).toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("no jar at " + jar + ": run mvn package first");
    }
    return jar;
  }
}
