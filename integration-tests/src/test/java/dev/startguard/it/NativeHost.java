package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program in C that creates a JVM through JNI, compiled where a C compiler is there. */
final class NativeHost {
  private NativeHost() {}

  /**
   * Compiles it against the JDK; skips the test when the machine has no compiler, but never on CI.
   */
  static Path compile(Jdk jdk, Path folder) throws IOException, InterruptedException {
    Path libraries = jdk.home().resolve("lib/server");
    Path host =
        compile(
            "host",
            folder,
            List.of(
                "-I" + jdk.home().resolve("include"),
                "-I" + jdk.home().resolve("include/linux"),
                "-I" + jdk.home().resolve("include/darwin"),
                "-L" + libraries,
                "-ljvm",
                "-Wl,-rpath," + libraries));
    assumeTrue(host != null || System.getenv("CI") != null, "no C compiler on this machine");
    return Objects.requireNonNull(host, "no C compiler on CI");
  }

  /** Compiles one of the programs in {@code /native}; null when the machine has no compiler. */
  static @Nullable Path compile(String program, Path folder, List<String> options)
      throws IOException, InterruptedException {
    if (exitOf(List.of("cc", "--version"), folder) != 0) {
      return null;
    }
    Path source = folder.resolve(program + ".c");
    try (InputStream in = NativeHost.class.getResourceAsStream("/native/" + program + ".c")) {
      Files.copy(Objects.requireNonNull(in), source, StandardCopyOption.REPLACE_EXISTING);
    }
    Path compiled = folder.resolve(program);
    List<String> command =
        new ArrayList<>(List.of("cc", "-o", compiled.toString(), source.toString()));
    command.addAll(options);
    assertThat(exitOf(command, folder)).as("%s", command).isZero();
    return compiled;
  }

  /**
   * Compiles a library to be preloaded; skips the test when the machine has no compiler, but never
   * on CI.
   */
  static Path library(String resource, Path folder) throws IOException, InterruptedException {
    boolean compiler = exitOf(List.of("cc", "--version"), folder) == 0;
    assumeTrue(compiler || System.getenv("CI") != null, "no C compiler on this machine");
    Path source = folder.resolve("library.c");
    try (InputStream in = NativeHost.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(in), source);
    }
    Path library = folder.resolve("library.so");
    List<String> command =
        List.of("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString());
    assertThat(exitOf(command, folder)).as("%s", command).isZero();
    return library;
  }

  /** Runs a command to its end; -1 when there is no such program. */
  static int exitOf(List<String> command, Path folder) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("cc.log").toFile())
              .start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
      return process.exitValue();
    } catch (IOException absent) {
      return -1;
    }
  }
}
