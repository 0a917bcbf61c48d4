package dev.startguard.core.host;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Starts a JVM with the test's own class path and a class of the tests as its agent. */
final class ForkedJava {
  private ForkedJava() {}

  /** What a JVM printed, its standard error among it. */
  record Output(List<String> lines) {}

  /** The homes of this JDK and of those beside it that Startguard supports, each once. */
  static List<Path> homes() throws IOException {
    List<Path> homes = new ArrayList<>();
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    homes.add(own);
    String named = System.getenv("STARTGUARD_TEST_JDKS");
    try (Stream<Path> found =
        named == null
            ? Files.list(own.getParent())
            : Stream.of(named.split(File.pathSeparator)).map(Path::of)) {
      for (Path home : (Iterable<Path>) found.sorted()::iterator) {
        if (Files.isExecutable(home.resolve("bin/java"))
            && !homes.contains(home.toRealPath())
            && feature(home) >= 17) {
          homes.add(home.toRealPath());
        }
      }
    }
    return homes;
  }

  private static int feature(Path home) throws IOException {
    Path release = home.resolve("release");
    if (Files.isReadable(release)) {
      for (String line : Files.readAllLines(release)) {
        if (line.startsWith("JAVA_VERSION=\"")) {
          return Runtime.Version.parse(line.substring(14, line.length() - 1)).feature();
        }
      }
    }
    return 0;
  }

  /** Packs an agent whose class is found on the class path. */
  static Path agent(Path directory, Class<?> agent) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), agent.getName());
    Path jar = directory.resolve("agent.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return jar;
  }

  /**
   * Runs {@code main} with only {@code TZ} of the environment that a zone or a JVM option could
   * come from.
   */
  static Output run(Path home, Map<String, String> env, List<String> options, Class<?> main)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.add("-Xshare:auto");
    command.add("-XX:TieredStopAtLevel=1"); // it soon ends
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("TZ");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(env);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the JVM did not end: " + command);
    }
    return new Output(output.lines().toList());
  }
}
