package dev.startguard.core.report;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes straight to a file descriptor, in one write, past whatever the application made of
 * System.err.
 */
public final class Console {
  private Console() {}

  /** Writes to standard error; false when it is closed or broken. */
  @SuppressWarnings("resource") // closing the stream would close the process's standard error
  public static boolean error(String text) {
    try {
      new FileOutputStream(FileDescriptor.err).write(text.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException closed) {
      return false;
    }
  }
}
