package dev.startguard.core.report.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Appends to the file that {@code report} or {@code log} names. Nobody but the owner may read what
 * it creates, and it never follows a symbolic link at the last step: in a directory that others may
 * write to, the link may point anywhere. The only code before {@code main} that needs {@code
 * java.nio} channels, because {@code java.io} can do neither.
 */
public final class AppendedFile {
  private static final int FORMAT = 0170000;
  private static final int REGULAR = 0100000;
  private static final int CHARACTER_DEVICE = 0020000;

  /** A part of the lines was written, and its end is not the end of a line. */
  public static final class TornException extends IOException {
    private static final long serialVersionUID = 1L;

    TornException(String message, IOException cause) {
      super(message, cause);
    }
  }

  private AppendedFile() {}

  /**
   * Appends in one write, as far as the system takes it in one.
   *
   * @throws TornException when only a part could be written
   * @throws IOException when that fails; the message says why, in words that follow "the file"
   */
  public static void append(String path, String lines) throws IOException {
    Path file = path(path);
    try {
      refuseOddities(file);
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
      try (SeekableByteChannel channel = open(file)) {
        write(channel, bytes);
      }
    } catch (FileSystemException e) {
      throw worded(file, e);
    }
  }

  /**
   * Tells beforehand whether the file can be written, as far as that can be told without creating
   * it.
   *
   * @throws IOException when not; the message as {@link #append}'s
   */
  public static void check(String path) throws IOException {
    Path file = path(path);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("stands in no existing directory");
    }
    try {
      refuseOddities(file);
    } catch (FileSystemException e) {
      throw worded(file, e);
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new IOException("may not be written by this user: permission denied");
    }
  }

  static IOException worded(Path file, FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return new IOException("stands in no existing directory", e);
    }
    if (e instanceof AccessDeniedException) {
      return new IOException("may not be written by this user: permission denied", e);
    }
    String reason = Files.isSymbolicLink(file) ? "it is a symbolic link" : e.getReason();
    return new IOException("cannot be written: " + reason, e);
  }

  static Path path(String path) throws IOException {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new IOException("has a name that this locale cannot express", e);
    }
  }

  static void write(SeekableByteChannel channel, ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException full) {
      String message = "cannot be written: " + full.getMessage();
      throw bytes.position() > 0
          ? new TornException(message, full)
          : new IOException(message, full);
    }
  }

  private static SeekableByteChannel open(Path file) throws IOException {
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND,
            LinkOption.NOFOLLOW_LINKS);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      FileAttribute<?> mode =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      return Files.newByteChannel(file, options, mode);
    }
    return Files.newByteChannel(file, options);
  }

  /** Opening a FIFO waits for its reader, for ever if there is none. */
  static void refuseOddities(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("is a directory");
    }
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    int kind;
    try {
      kind = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & FORMAT;
    } catch (NoSuchFileException created) {
      return;
    }
    if (kind != REGULAR && kind != CHARACTER_DEVICE) {
      throw new IOException(
          Files.isSymbolicLink(file) ? "is a symbolic link" : "is not a regular file");
    }
  }
}
