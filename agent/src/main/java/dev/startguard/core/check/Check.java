package dev.startguard.core.check;

/**
 * One thing that is checked before {@code main}. Its id is its class's name: {@code
 * EnvMissingCheck} is {@code env-missing} in the manifest, the report and the page beside the
 * class.
 *
 * <p>A check is made anew for each validation, runs once, on one thread, and never waits for the
 * network: what must wait is a {@link WaitingCheck}.
 */
public interface Check {

  /** The id, as it stands in the catalogue. */
  String id();

  /**
   * Looks at every entry that it is about. For each it either reports a finding, says that it
   * passed, or says what must be mended before it can be evaluated.
   */
  void run(Validation validation);
}
