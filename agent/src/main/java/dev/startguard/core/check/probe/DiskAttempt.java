package dev.startguard.core.check.probe;

import java.io.File;
import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the room that a directory has, and makes a file in it. */
final class DiskAttempt implements Attempt {
  private static final long MIB = 1 << 20;

  private final File directory;
  private final long freeMin;
  private final @Nullable String freeMinText;
  private final boolean writable;

  /**
   * @param freeMin what must be free, in bytes
   * @param freeMinText the same as the manifest has it; null when it does not
   * @param writable whether to make a file
   */
  DiskAttempt(File directory, long freeMin, @Nullable String freeMinText, boolean writable) {
    this.directory = directory;
    this.freeMin = freeMin;
    this.freeMinText = freeMinText;
    this.writable = writable;
  }

  @Override
  public List<X509Certificate> run(Trial trial) throws ProbeFailure {
    trial.at("asking the file system");
    trial.outOfReach(true); // a dead mount answers nobody
    try {
      look();
    } finally {
      trial.outOfReach(false);
    }
    return List.of();
  }

  private void look() throws ProbeFailure {
    if (!directory.exists()) {
      throw new ProbeFailure("does not exist, or is not visible to this user", "make it");
    }
    if (freeMinText != null) {
      long free = directory.getUsableSpace();
      if (free < freeMin) {
        throw new ProbeFailure(
                "has " + free / MIB + " MiB free, needs " + freeMinText, "make room, or enlarge it")
            .note("found", free + " bytes free");
      }
    }
    if (writable) {
      if (!directory.isDirectory()) {
        throw new ProbeFailure("is not a directory", "name a directory").lasting();
      }
      write();
    }
  }

  /** A new file of a name that nobody else has, empty, and deleted at once. */
  private void write() throws ProbeFailure {
    File file =
        new File(directory, ".startguard-" + Long.toHexString(new SecureRandom().nextLong()));
    try {
      if (!file.createNewFile()) { // O_EXCL: it would not touch one that exists
        throw new ProbeFailure("holds a file of a random name already", "try again");
      }
    } catch (IOException problem) {
      String said = problem.getMessage();
      throw new ProbeFailure(
          "not writable" + (said == null ? "" : ": " + ProbeFailure.bounded(said)),
          "let this process's user write there, or mount it writable");
    }
    if (!file.delete()) {
      throw new ProbeFailure("let a file be made, and not deleted", "let files be deleted there")
          .note("left", file.getPath());
    }
  }
}
