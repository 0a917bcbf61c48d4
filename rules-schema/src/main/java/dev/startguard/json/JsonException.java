package dev.startguard.json;

/**
 * A text that is not JSON. The message says what is wrong and where, and quotes nothing of the
 * text.
 */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param atEnd whether the place is the text's end, which would tell how long the text is
   */
  JsonException(String problem, int line, int column, boolean atEnd) {
    super(problem + " at line " + line + ", column " + column);
    reason = atEnd ? problem : problem + " at line " + line + ", column " + column;
  }

  /** What is wrong, and where unless that is the end of the text: may be said of a secret. */
  public String reason() {
    return reason;
  }
}
