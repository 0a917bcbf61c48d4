package dev.startguard.core.rule.executor;

import dev.startguard.core.rule.Case;
import dev.startguard.finding.FindingBuilder;

/**
 * Pools that one line creates and nobody shuts down.
 *
 * @param pools how many of them have threads and nothing to do
 * @param threads how many threads these have
 */
record LeakedPools(int pools, int threads) implements Case {
  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("leaks thread pools")
        .message(
            pools
                + " pools that were created here have nothing to do and hold "
                + threads
                + " threads; they grow in number, and none was ever shut down")
        .why("a pool with threads is never collected, and neither is what its tasks refer to")
        .fix("create one pool, and share it")
        .fix("shut a pool down where its work ends, in a finally block");
  }
}
