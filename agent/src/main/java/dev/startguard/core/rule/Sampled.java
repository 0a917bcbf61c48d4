package dev.startguard.core.rule;

/** Looks at pools and threads while the service runs. */
public interface Sampled {

  /**
   * One look, about once a second, on the sampler's thread: quick, without a lock that the
   * application may hold for long.
   *
   * @param nanos the monotonic clock, in nanoseconds
   */
  void sample(long nanos);

  /**
   * It does not look for a while, and is to keep nothing of what it has seen: what happens
   * meanwhile it does not learn. On the sampler's thread, at each look that it is spared.
   */
  default void forget() {}
}
