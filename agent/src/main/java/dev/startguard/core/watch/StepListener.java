package dev.startguard.core.watch;

/** Hears of a wall clock that was set. */
public interface StepListener {

  /**
   * The wall clock has gone another way than the monotonic clock.
   *
   * @param nanos by how much: positive when it was set forward
   * @param within in which time, in nanoseconds of the monotonic clock, suspensions included
   * @param awake whether it is known how long the machine was suspended, if at all; else a step
   *     forward may be a suspension
   */
  void stepped(long nanos, long within, boolean awake);
}
