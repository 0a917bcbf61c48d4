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
  /** What a pipe takes whole or not at all, in bytes (PIPE_BUF on Linux, pipe(7)). */
  private static final int WHOLE = 4096;

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
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    FileOutputStream stream = new FileOutputStream(descriptor);
    if (bytes.length <= WHOLE) {
      try {
        stream.write(bytes);
        return true;
      } catch (IOException closedOrFull) {
        // a full pipe that does not block took nothing: it deserves another try
      }
    }
    return PatientWrite.all(stream.getChannel(), bytes);
  }
}
