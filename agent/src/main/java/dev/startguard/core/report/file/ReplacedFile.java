package dev.startguard.core.report.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Replaces the file that {@code metrics} names, so that a reader sees the old text or the new, and
 * never a part. Everybody may read it: another user's collector does, and no secret is in it. It
 * never follows a symbolic link at the last step.
 */
public final class ReplacedFile {
  private ReplacedFile() {}

  /**
   * Writes a file beside it, of a name that no collector takes for metrics, and renames that.
   *
   * @throws IOException when that fails; the message says why, in words that follow "the file"
   */
  public static void replace(String path, String text) throws IOException {
    Path file = AppendedFile.path(path);
    Path fresh = null;
    try {
      AppendedFile.refuseOddities(file);
      Path name = file.getFileName();
      Path made = file.resolveSibling("." + name + "." + ProcessHandle.current().pid() + ".new");
      Files.deleteIfExists(made); // what a killed process of this id has left
      fresh = made;
      try (SeekableByteChannel channel = create(made)) {
        AppendedFile.write(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      }
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      fresh = null;
    } catch (FileSystemException e) {
      throw AppendedFile.worded(file, e);
    } finally {
      if (fresh != null) {
        Files.deleteIfExists(fresh);
      }
    }
  }

  private static SeekableByteChannel create(Path file) throws IOException {
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      FileAttribute<?> mode =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));
      return Files.newByteChannel(file, options, mode);
    }
    return Files.newByteChannel(file, options);
  }
}
