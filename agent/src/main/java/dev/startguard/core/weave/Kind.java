package dev.startguard.core.weave;

/**
 * What a probe beside a call is given. Every reference is passed as {@code Object}, so that no
 * class is looked up to link a probe.
 */
public enum Kind {
  /**
   * Nothing, before the call: it is seen once, when it is first reached, and costs nothing then.
   */
  SITE,

  /** Before the call: the receiver, unless static or a constructor, and the arguments. */
  VALUE,

  /**
   * After the call: the result, or nothing of a void method. Of a constructor, the new object; not
   * where {@code this} or {@code super} call it, nor where it might not be left on the stack.
   */
  RESULT,

  /** After the call: the result, the receiver, and the arguments; a constructor has no receiver. */
  OUTCOME,

  /**
   * After the call, where its result, an object, is dropped by the next instruction: the result. Of
   * a method reference nothing: who calls it may look at the result.
   */
  IGNORED,

  /**
   * Nothing, where the time that the call gave is measured against another reading of the same
   * clock: subtracted or compared. No probe beside the call; seen once as {@link #SITE} is.
   */
  ELAPSED,

  /** Nothing, where the time that the call gave is narrowed to an int; likewise. */
  NARROWED;

  /** Whether the probe is given values. */
  boolean examines() {
    return this == VALUE || this == RESULT || this == OUTCOME || this == IGNORED;
  }

  /** Whether the probe stands before the call. */
  boolean before() {
    return this == SITE || this == VALUE;
  }

  /** Whether the probe stands after the call. */
  boolean after() {
    return this == RESULT || this == OUTCOME;
  }

  /** Whether the probe stands where the call's result ends, not beside the call. */
  boolean follows() {
    return this == ELAPSED || this == NARROWED;
  }
}
