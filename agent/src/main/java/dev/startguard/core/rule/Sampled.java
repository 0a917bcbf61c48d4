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
}
