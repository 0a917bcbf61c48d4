package dev.startguard.core.credential;

/**
 * The bytes are not what they should be. The message follows the subject, and quotes none of them.
 */
public final class CredentialException extends Exception {
  private static final long serialVersionUID = 1;

  private final String problem;

  /**
   * Without a stack trace or a cause: either could quote the bytes.
   *
   * @param problem {@code is not a PEM private key}
   */
  CredentialException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  /** What is wrong, in words that follow the subject: {@code is not a PEM private key}. */
  public String problem() {
    return problem;
  }
}
