package dev.startguard.it;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A JVM that was started and not yet waited for. Closing it kills it, and forgets what it wrote.
 */
public final class RunningJvm implements AutoCloseable {
  private final Process process;
  private final String command;
  private final Path scratch;

  RunningJvm(Process process, String command, Path scratch) {
    this.process = process;
    this.command = command;
    this.scratch = scratch;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** What it has written so far; the exit code is -1 while it runs. */
  public Outcome soFar() {
    try {
      return new Outcome(
          command,
          process.isAlive() ? -1 : process.exitValue(),
          Files.readAllBytes(scratch.resolve("stdout")),
          Files.readAllBytes(scratch.resolve("stderr")));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Waits until it has written the text to standard output or error. */
  public Outcome awaitOutput(String text, Duration atMost) {
    await(() -> soFar().out().contains(text) || soFar().err().contains(text), text, atMost);
    return soFar();
  }

  /** Waits for its end. */
  public Outcome await(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
        fail("still running after %s: %s", atMost, soFar());
      }
      return soFar();
    } catch (InterruptedException interrupted) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Asks it to end, as an orchestrator would. */
  public void terminate() {
    process.destroy();
  }

  private void await(BooleanSupplier condition, String what, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      try {
        boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
        if ((ended && !condition.getAsBoolean()) || System.nanoTime() > deadline) {
          kill();
          fail("never said \"%s\": %s", what, soFar());
        }
      } catch (InterruptedException interrupted) {
        kill();
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    } catch (IOException inUse) {
      throw new UncheckedIOException(inUse);
    }
  }
}
