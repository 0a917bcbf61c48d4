package dev.startguard.core.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Writes more than a pipe takes at once. {@code FileOutputStream} cuts a large array into several
 * writes from JDK 21 on, and loses what is left when another process has made the pipe
 * non-blocking; a channel does neither.
 */
final class PatientWrite {
  /** How long a full, non-blocking pipe is given to drain, in nanoseconds. */
  private static final long PATIENCE = 5_000_000_000L;

  private PatientWrite() {}

  /** Writes everything; false when the channel is closed, broken, or full for too long. */
  static boolean all(FileChannel channel, byte[] text) {
    ByteBuffer bytes = ByteBuffer.wrap(text);
    long end = System.nanoTime() + PATIENCE;
    try {
      while (bytes.hasRemaining()) {
        if (channel.write(bytes) == 0) {
          if (System.nanoTime() > end) {
            return false;
          }
          Thread.sleep(5);
        }
      }
      return true;
    } catch (IOException closed) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
