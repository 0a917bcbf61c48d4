package dev.startguard.core.report.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That a file is this process's alone, told to others by a locked file beside it: {@code
 * PATH.lock}. The file itself will not do, since its name goes from one to the next.
 */
public final class Claim implements AutoCloseable {
  private static final String SUFFIX = ".lock";
  private static final int LONGEST_PID = 20;
  private static final int ATTEMPTS = 3;

  private final Path lock;
  private final FileChannel channel;

  private Claim(Path lock, FileChannel channel) {
    this.lock = lock;
    this.channel = channel;
  }

  /**
   * Claims the file; it need not exist.
   *
   * @param pid this process's id, for others to read
   * @return null when another process has claimed it
   * @throws IOException when no file can be locked there
   */
  public static @Nullable Claim of(String path, long pid) throws IOException {
    Path lock;
    try {
      lock = Path.of(path + SUFFIX);
    } catch (InvalidPathException e) {
      throw new IOException(e);
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      FileChannel channel = open(lock);
      boolean kept = false;
      try {
        if (!locked(channel)) {
          return null;
        }
        // else who had it took the file away between our opening and our locking it
        kept = Files.exists(lock, LinkOption.NOFOLLOW_LINKS);
        if (kept) {
          channel.truncate(0);
          channel.write(ByteBuffer.wrap(Long.toString(pid).getBytes(StandardCharsets.US_ASCII)));
          return new Claim(lock, channel);
        }
      } finally {
        if (!kept) {
          channel.close();
        }
      }
    }
    throw new IOException("the file " + lock + " comes and goes");
  }

  /** The other process that has claimed the file, or had; 0 when that is not known. */
  public static long holder(String path) {
    try {
      String text = Files.readString(Path.of(path + SUFFIX), StandardCharsets.US_ASCII);
      return text.isEmpty() || text.length() > LONGEST_PID ? 0 : Long.parseLong(text);
    } catch (IOException | RuntimeException unknown) {
      return 0;
    }
  }

  /** Gives it up. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(lock); // while it is locked: it is ours as yet
    } catch (IOException stays) {
      // a file that nobody has locked claims nothing
    }
    try {
      channel.close();
    } catch (IOException ends) {
      // with the process, at the latest
    }
  }

  /** What is written stays readable, even where a lock keeps readers out. */
  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  private static FileChannel open(Path lock) throws IOException {
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    if (lock.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      FileAttribute<?> mode =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      return FileChannel.open(lock, options, mode);
    }
    return FileChannel.open(lock, options);
  }
}
