package dev.startguard.json;

/**
 * A text that is not JSON. The message says what is wrong and where, and quotes nothing of the
 * text.
 */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  JsonException(String problem, int line, int column) {
    super(problem + " at line " + line + ", column " + column);
  }
}
