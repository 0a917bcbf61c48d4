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
  public static boolean error(String text) {
    return write(FileDescriptor.err, text);
  }

  /** Writes to standard output; false when it is closed or broken. */
  public static boolean output(String text) {
    return write(FileDescriptor.out, text);
  }

  @SuppressWarnings("resource") // closing the stream would close the process's standard error
  private static boolean write(FileDescriptor descriptor, String text) {
    try {
      new FileOutputStream(descriptor).write(text.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException closed) {
      return false;
    }
  }
}
