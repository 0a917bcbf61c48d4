package dev.startguard.core.rule;

import dev.startguard.finding.Finding;

/** Where findings go from the application's threads. Never blocks, never throws. */
public interface Sink {

  /** A rule's case. */
  void file(Filed filed);

  /** What the machinery itself has to say. */
  default void say(Finding finding) {
    say(finding, 1);
  }

  /**
   * The same.
   *
   * @param count how many times it happened
   */
  void say(Finding finding, long count);
}
