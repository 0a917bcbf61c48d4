package dev.startguard.it;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a JVM left behind: its exit code and every byte it wrote. */
public final class Outcome {
  private final String command;
  private final int exit;
  private final byte[] stdout;
  private final byte[] stderr;

  Outcome(String command, int exit, byte[] stdout, byte[] stderr) {
    this.command = command;
    this.exit = exit;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** The exit code; -1 while it runs. */
  public int exit() {
    return exit;
  }

  /** The bytes of standard output. */
  public byte[] stdout() {
    return stdout.clone();
  }

  /** The bytes of standard error. */
  public byte[] stderr() {
    return stderr.clone();
  }

  /** Standard output, read as UTF-8. */
  public String out() {
    return new String(stdout, StandardCharsets.UTF_8);
  }

  /** Standard error, read as UTF-8. */
  public String err() {
    return new String(stderr, StandardCharsets.UTF_8);
  }

  /** The lines of {@link #out()}. */
  public List<String> outLines() {
    return out().lines().toList();
  }

  /** The lines of {@link #err()}. */
  public List<String> errLines() {
    return err().lines().toList();
  }

  @Override
  public String toString() {
    return command + "\nexit " + exit + "\n--- stdout\n" + out() + "\n--- stderr\n" + err();
  }
}
