package dev.startguard.core.check.clock;

import dev.startguard.core.check.Budget;

/** Something that knows by how much the wall clock is off. */
interface TimeSource {

  /** As the manifest writes it. */
  String name();

  /** Whether it measures nothing, and only says what the host believes. */
  boolean hint();

  /**
   * Asks it.
   *
   * @param budget closes what is still open when the validation is over
   * @param until when it must have answered, as {@link System#nanoTime()} says it
   * @throws Unusable when it gives no time that may be believed
   * @throws InterruptedException when nobody waits any more
   */
  Reading read(Budget budget, long until) throws Unusable, InterruptedException;
}
