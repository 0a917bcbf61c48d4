package dev.startguard.finding;

/** What the validation came to. */
public enum Verdict {
  /** No error; the application starts. */
  PASSED("passed"),
  /** At least one error, and the mode enforces: the application does not start. */
  REFUSED("refused"),
  /** At least one error, but the mode only warns: the application starts. */
  WOULD_REFUSE("would-refuse");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** The word that users and tools see. */
  public String word() {
    return word;
  }
}
