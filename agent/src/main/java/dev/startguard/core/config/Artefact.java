package dev.startguard.core.config;

import dev.startguard.core.check.HostFacts;
import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM was told to run: the {@code -jar} file, or a main class on a class path. A JVM that
 * was created through JNI has no {@code sun.java.command}; its class path is all that is known.
 */
final class Artefact {
  private final HostFacts host;
  private final String classPath;
  private final @Nullable String command;

  Artefact(HostFacts host) {
    this.host = host;
    String path = host.property("java.class.path");
    classPath = path == null ? "" : path;
    command = host.property("sun.java.command");
  }

  /** The executable jar as it was named; null when a class is run. */
  @Nullable String jar() {
    if (command == null || classPath.isEmpty() || !command.startsWith(classPath)) {
      return null;
    }
    boolean whole =
        command.length() == classPath.length() || command.charAt(classPath.length()) == ' ';
    // java -cp lib Main: the command is "Main", unless somebody calls a directory like a class
    return whole && host.file(classPath).isFile() ? classPath : null;
  }

  /** The class path's entries in order; those that do not exist included. */
  String[] entries() {
    int count = 1;
    for (int i = 0; i < classPath.length(); i++) {
      count += classPath.charAt(i) == File.pathSeparatorChar ? 1 : 0;
    }
    String[] entries = new String[count];
    int start = 0;
    for (int i = 0; i < count; i++) {
      int end = classPath.indexOf(File.pathSeparatorChar, start);
      String entry = classPath.substring(start, end < 0 ? classPath.length() : end);
      entries[i] = entry.isEmpty() ? "." : entry;
      start = end + 1;
    }
    return entries;
  }

  /**
   * What was run, without its arguments: a jar's path, or {@code module/}class; null when nobody
   * knows.
   */
  @Nullable String main() {
    String jar = jar();
    if (jar != null || command == null) {
      return jar;
    }
    int space = command.indexOf(' ');
    return space < 0 ? command : command.substring(0, space);
  }
}
