package dev.startguard.core.report.logback;

import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.RollingPolicy;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * {@code PATH} becomes {@code PATH.1}, that {@code PATH.2} …, and the last one goes. Logback's own
 * policy reads {@code %} and parentheses in a path as a pattern, and copies where a rename fails.
 */
final class NumberedFiles implements RollingPolicy {
  private final String path;
  private final int files;
  private boolean started;

  /**
   * @param files how many there are at most; 2 or more
   */
  NumberedFiles(String path, int files) {
    this.path = path;
    this.files = files;
  }

  @Override
  public void rollover() {
    try {
      for (int number = files - 1; number > 1; number--) {
        move(path + "." + (number - 1), path + "." + number);
      }
      move(path, path + ".1");
    } catch (IOException stays) {
      throw new RolloverFailure("the file stays", stays); // and goes on growing
    }
  }

  /** A rename moves a link, never what it points to. */
  private static void move(String from, String to) throws IOException {
    try {
      Files.move(Path.of(from), Path.of(to), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException none) {
      // there are not yet so many
    }
  }

  @Override
  public String getActiveFileName() {
    return path;
  }

  @Override
  public CompressionMode getCompressionMode() {
    return CompressionMode.NONE;
  }

  @Override
  public void setParent(FileAppender<?> parent) {
    // it asks the parent for nothing
  }

  @Override
  public void start() {
    started = true;
  }

  @Override
  public void stop() {
    started = false;
  }

  @Override
  public boolean isStarted() {
    return started;
  }
}
