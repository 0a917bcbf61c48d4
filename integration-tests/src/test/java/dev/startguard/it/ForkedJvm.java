package dev.startguard.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JVM to be started, as the user's shell would. It inherits nothing of this process's environment
 * but {@code PATH}, so what a developer has set cannot change a test.
 */
public final class ForkedJvm {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a JVM leaves that crashes: its own folder goes with the test. */
  private static final Path CRASHES =
      Path.of("target", "hs_err_%p.log").toAbsolutePath().normalize();

  private final Jdk jdk;
  private final List<String> options = new ArrayList<>();
  private final List<String> application = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String classPath = "";
  private List<String> instead = List.of();
  private String redirections = "";
  private byte[] input = {};
  private @Nullable Path directory;

  private ForkedJvm(Jdk jdk) {
    this.jdk = jdk;
    String path = System.getenv("PATH");
    if (path != null) {
      environment.put("PATH", path);
    }
  }

  /** One of that JDK. */
  public static ForkedJvm of(Jdk jdk) {
    return new ForkedJvm(jdk);
  }

  /** With the packed jar as its agent, without arguments. */
  public ForkedJvm agent() {
    return jvm("-javaagent:" + PackedJar.path());
  }

  /** With the packed jar as its agent. */
  public ForkedJvm agent(String arguments) {
    return jvm("-javaagent:" + PackedJar.path() + "=" + arguments);
  }

  /** With these options before the main class. */
  public ForkedJvm jvm(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /**
   * Without the compiler and the collector of a long life: a start that soon ends does a fifth less
   * work, and what it writes does not depend on them.
   */
  public ForkedJvm shortLived() {
    return jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  }

  /** With further class-path entries; those of the main class are there already. */
  public ForkedJvm classPath(Path... more) {
    for (Path entry : more) {
      classPath = classPath.isEmpty() ? entry.toString() : classPath + File.pathSeparator + entry;
    }
    return this;
  }

  /** With a variable set. */
  public ForkedJvm env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** With variables set. */
  public ForkedJvm env(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /** Without a variable, {@code PATH} being the only one to begin with. */
  public ForkedJvm without(String name) {
    environment.remove(name);
    return this;
  }

  /** In that working directory; else in an empty one of its own. */
  public ForkedJvm in(Path workingDirectory) {
    directory = workingDirectory;
    return this;
  }

  /** With that on standard input; else with nothing. */
  public ForkedJvm input(byte[] bytes) {
    input = bytes;
    return this;
  }

  /**
   * Through {@code sh} with these redirections, such as {@code 2>&-} or {@code >/dev/full}: what a
   * process cannot be given from Java.
   */
  public ForkedJvm redirected(String shell) {
    redirections = shell;
    return this;
  }

  /** That runs a class of the tests. */
  public ForkedJvm main(Class<?> main, String... arguments) {
    classPath(home(main));
    return main(main.getName(), arguments);
  }

  /** That runs a class by name. */
  public ForkedJvm main(String main, String... arguments) {
    application.add(main);
    application.addAll(List.of(arguments));
    return this;
  }

  /** That runs a jar. */
  public ForkedJvm jar(Path jar, String... arguments) {
    application.add("-jar");
    return main(jar.toString(), arguments);
  }

  /** Not java but this command, as it stands: a tool, or a program that creates a JVM itself. */
  public ForkedJvm instead(List<String> words) {
    instead = List.copyOf(words);
    return this;
  }

  /** Starts it and waits for its end; over a minute is a failure that shows what it wrote. */
  public Outcome run() {
    try (RunningJvm running = start()) {
      return running.await(PATIENCE);
    }
  }

  /** Starts it. */
  public RunningJvm start() {
    List<String> command = command();
    try {
      Path scratch = Files.createTempDirectory("startguard-it");
      Path stdin = Files.write(scratch.resolve("stdin"), input);
      Path where = directory == null ? Files.createDirectory(scratch.resolve("empty")) : directory;
      ProcessBuilder builder =
          new ProcessBuilder(redirections.isEmpty() ? command : throughShell(command))
              .directory(where.toFile())
              .redirectInput(stdin.toFile())
              .redirectOutput(scratch.resolve("stdout").toFile())
              .redirectError(scratch.resolve("stderr").toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      return new RunningJvm(builder.start(), String.join(" ", command), scratch);
    } catch (IOException unstartable) {
      throw new UncheckedIOException(unstartable);
    }
  }

  private List<String> command() {
    if (!instead.isEmpty()) {
      return instead;
    }
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.add("-XX:ErrorFile=" + CRASHES);
    command.addAll(options);
    if (!classPath.isEmpty()) {
      command.add("-cp");
      command.add(classPath);
    }
    command.addAll(application);
    return command;
  }

  private List<String> throughShell(List<String> command) {
    List<String> shell = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" " + redirections, "sh"));
    shell.addAll(command);
    return shell;
  }

  /** Where a class of the tests comes from. */
  static Path home(Class<?> main) {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
