package dev.startguard.core.host;

import dev.startguard.core.check.HostFacts.FileMode;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Owner and mode of a file. The only place on the start path that needs {@code java.nio.file}, so
 * it is asked late.
 */
final class PosixMode {
  /** The permission bits of st_mode, set-user-id, set-group-id and sticky among them. */
  private static final int PERMISSIONS = 07777;

  private PosixMode() {}

  /**
   * Follows links; null where files have no POSIX mode.
   *
   * @throws IOException when the file is not there, or may not be looked at; the message follows
   *     "the file"
   */
  static @Nullable FileMode of(File file) throws IOException {
    try {
      Map<String, Object> found = Files.readAttributes(file.toPath(), "unix:mode,uid,gid,dev");
      return new FileMode(
          number(found, "uid"),
          number(found, "gid"),
          number(found, "mode") & PERMISSIONS,
          found.get("dev") instanceof Long device ? device : -1);
    } catch (UnsupportedOperationException noPosix) {
      return null;
    } catch (InvalidPathException e) {
      throw new IOException("has a name that this locale cannot express", e);
    } catch (NoSuchFileException e) {
      throw new IOException("does not exist", e);
    } catch (FileSystemLoopException e) {
      throw new IOException("is a loop of symbolic links", e);
    } catch (IOException e) {
      throw new IOException("cannot be looked at", e);
    }
  }

  private static int number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Integer number ? number : -1;
  }
}
