package dev.startguard.finding;

import org.jspecify.annotations.Nullable;

/**
 * A call in the application's code.
 *
 * @param className the binary name of the class
 * @param method the method's name
 * @param file the source file's name, when the class file has it
 * @param line the line, from 1; 0 when unknown
 */
public record CodeLocation(String className, String method, @Nullable String file, int line)
    implements Location {

  /** {@code com.acme.CutOff.nextRun(CutOff.java:41)}, as in a stack trace. */
  public String text() {
    String where = file == null ? "Unknown Source" : line > 0 ? file + ":" + line : file;
    return className + "." + method + "(" + where + ")";
  }
}
