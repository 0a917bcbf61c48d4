package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in C that creates a JVM through JNI, compiled where a C compiler is there. */
final class NativeHost {
  private NativeHost() {}

  /**
   * Compiles it against the JDK; skips the test when the machine has no compiler, but never on CI.
   */
  static Path compile(Jdk jdk, Path folder) throws IOException, InterruptedException {
    boolean compiler = exitOf(List.of("cc", "--version"), folder) == 0;
    assumeTrue(compiler || System.getenv("CI") != null, "no C compiler on this machine");
    Path source = folder.resolve("host.c");
    try (InputStream in = NativeHost.class.getResourceAsStream("/native/host.c")) {
      Files.copy(java.util.Objects.requireNonNull(in), source);
    }
    Path host = folder.resolve("host");
    Path libraries = jdk.home().resolve("lib/server");
    List<String> command = new ArrayList<>(List.of("cc", "-o", host.toString(), source.toString()));
    command.add("-I" + jdk.home().resolve("include"));
    command.add("-I" + jdk.home().resolve("include/linux"));
    command.add("-I" + jdk.home().resolve("include/darwin"));
    command.add("-L" + libraries);
    command.add("-ljvm");
    command.add("-Wl,-rpath," + libraries);
    assertThat(exitOf(command, folder)).as("%s", command).isZero();
    return host;
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
      Files.copy(java.util.Objects.requireNonNull(in), source);
    }
    Path library = folder.resolve("library.so");
    List<String> command =
        List.of("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString());
    assertThat(exitOf(command, folder)).as("%s", command).isZero();
    return library;
  }

  private static int exitOf(List<String> command, Path folder) throws InterruptedException {
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
