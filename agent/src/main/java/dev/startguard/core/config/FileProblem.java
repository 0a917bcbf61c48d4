package dev.startguard.core.config;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;

/**
 * What {@code java.io} cannot tell of a file that is not there. Loaded only when one is missing.
 */
final class FileProblem {
  private FileProblem() {}

  /** Whether a symbolic link stands there that leads nowhere, or round in a circle. */
  static boolean brokenLink(File file) {
    try {
      return Files.isSymbolicLink(file.toPath());
    } catch (InvalidPathException notAPath) {
      return false;
    }
  }
}
