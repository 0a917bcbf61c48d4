package dev.startguard.core.check;

/**
 * A check that waits for what is outside of the process: a network, a disk, a large file. Its
 * answers come while the local checks run.
 */
public interface WaitingCheck extends Check {

  /**
   * Begins the work in the {@linkplain Validation#background() background}, and returns without
   * waiting. Reports only what needs no waiting.
   */
  @Override
  void run(Validation validation);

  /**
   * Called once, after every check has run or begun: awaits what was begun, and reports it. What
   * did not answer below {@code policy.deadline} is reported with {@link DeadlineExceeded}.
   */
  void finish(Validation validation);
}
