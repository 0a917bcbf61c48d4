package dev.startguard.core.rule.executor;

import dev.startguard.core.rule.Case;
import dev.startguard.finding.FindingBuilder;

/**
 * A JVM that does not end.
 *
 * @param threads how many threads of pools keep it
 */
record KeptAlive(int threads) implements Case {
  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("keeps the JVM from its end")
        .message(
            "main has ended, and for "
                + (ExecutorLeakRule.KEPT - 1) // between so many looks
                + " seconds nothing lives but "
                + (threads == 1 ? "1 idle thread" : threads + " idle threads")
                + " of pools like this one: the JVM will not end")
        .why("the threads of a pool are no daemons, and wait for tasks that nobody can submit")
        .fix("shut the pool down when the work is done");
  }
}
