package dev.startguard.core.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Kubernetes' termination message. The kubelet makes the file, one for each container, and shows
 * its last 4096 bytes.
 *
 * <p>A manifest may name another file. So that a slip of the pen there costs nobody's data, a file
 * that is neither empty nor ours is left alone, unless it is the platform's own; nothing is
 * created, and no link is followed at the last step.
 */
final class TerminationLog {
  /** How much Kubernetes shows, in bytes. */
  static final int LIMIT = 4096;

  static final String USUAL = "/dev/termination-log";

  private static final String MARK = "STARTGUARD ";

  private TerminationLog() {}

  /**
   * Writes when the file exists and may be written; what cannot be is nobody's concern: the console
   * says it all.
   */
  static void write(String path, String summary) {
    try {
      Path file = Path.of(path);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(file)) {
        return;
      }
      if (!path.equals(USUAL) && !replaceable(file)) {
        return;
      }
      ByteBuffer bytes = ByteBuffer.wrap(summary.getBytes(StandardCharsets.UTF_8));
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING,
              LinkOption.NOFOLLOW_LINKS)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    } catch (IOException | InvalidPathException unwritable) {
      // a full or read-only disk: the same words stand on the console
    }
  }

  /** Whether the file is empty, or holds an earlier message of ours. */
  private static boolean replaceable(Path file) throws IOException {
    if (Files.size(file) > LIMIT) {
      return false;
    }
    byte[] bytes = Files.readAllBytes(file);
    return bytes.length == 0 || new String(bytes, StandardCharsets.ISO_8859_1).startsWith(MARK);
  }
}
