package dev.startguard.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An installed JDK. */
public record Jdk(Path home, int version) {
  /**
   * Reads which JDK lies there.
   *
   * @throws IllegalArgumentException when none does
   */
  public static Jdk at(Path home) {
    try {
      Path real = home.toRealPath();
      for (String line : Files.readAllLines(real.resolve("release"), StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("JAVA_VERSION=\"") && Files.isExecutable(tool(real, "javac"))) {
          String version = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
          return new Jdk(real, Runtime.Version.parse(version).feature());
        }
      }
    } catch (IOException absent) {
      throw new IllegalArgumentException("no JDK at " + home, absent);
    }
    throw new IllegalArgumentException("no JDK at " + home);
  }

  /** Its launcher. */
  public Path java() {
    return tool("java");
  }

  /** One of its tools, by name. */
  public Path tool(String name) {
    return tool(home, name);
  }

  private static Path tool(Path home, String name) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return home.resolve("bin").resolve(windows ? name + ".exe" : name);
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }
}
