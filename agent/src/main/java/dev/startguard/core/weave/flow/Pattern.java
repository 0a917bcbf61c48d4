package dev.startguard.core.weave.flow;

/** What may happen to a time. */
public enum Pattern {
  /** It is subtracted from, or compared with, a later reading of the same clock. */
  ELAPSED,

  /** It is narrowed to an int. */
  NARROWED
}
