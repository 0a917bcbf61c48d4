package dev.startguard.core.host;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Why a file cannot be read, in words that follow "the file". {@code java.io} only says that it
 * cannot; this class asks {@code java.nio.file}, and loads only then.
 */
final class FileProblem {
  private FileProblem() {}

  /**
   * A {@link FileNotFoundException} when nothing can be seen at the path, another one when
   * something stands there.
   */
  static IOException of(File file) {
    Path path;
    try {
      path = file.toPath();
    } catch (InvalidPathException e) {
      return new FileNotFoundException("has a name that this locale cannot express");
    }
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      if (found.isDirectory()) {
        return new IOException("is a directory");
      }
      return new IOException(found.isRegularFile() ? unreadable(path) : "is not a regular file");
    } catch (NoSuchFileException e) {
      return Files.isSymbolicLink(path)
          ? new IOException("is a symbolic link that leads nowhere")
          : new FileNotFoundException("does not exist");
    } catch (AccessDeniedException e) {
      return new FileNotFoundException("cannot be seen: a directory above it denies access");
    } catch (FileSystemException e) {
      return Files.isSymbolicLink(path)
          ? new IOException("is a loop of symbolic links")
          : new FileNotFoundException("cannot be seen: " + e.getReason());
    } catch (IOException e) {
      return new IOException("cannot be looked at");
    }
  }

  private static String unreadable(Path path) {
    return Files.isReadable(path)
        ? "cannot be read"
        : "cannot be read by this user: permission denied";
  }
}
