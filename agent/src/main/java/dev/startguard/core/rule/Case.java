package dev.startguard.core.rule;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong that a rule has seen. Immutable: it is put into words later, on the reporter's
 * thread, and only when it is reported at all.
 */
public interface Case {

  /** Says what is wrong, why, and what to do. Id, severity, evidence and place are there. */
  void describe(FindingBuilder finding);

  /**
   * Asked once more before it is reported, a while after it was seen: false withdraws it. For what
   * may be put right a moment later.
   */
  default boolean stands() {
    return true;
  }

  /**
   * Whether it says nothing of others at its place, as they are of other objects: when it is
   * withdrawn, the next there is the first.
   */
  default boolean alone() {
    return false;
  }

  /** How sure it is: as sure as the rule is, unless the case knows better. */
  default Evidence evidence(Rule rule) {
    return rule.evidence();
  }

  /** What else may be reported of the same event has an equal cause; null when nothing has. */
  default @Nullable Object cause() {
    return null;
  }
}
