package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/** Judges a text against a declared type and the constraints that stand beside it. */
public interface ValueType {

  /**
   * Judges {@code text}.
   *
   * @param text the value as it was set; not trimmed
   * @param entry the entry's fields, of which the type reads its constraints
   */
  Judgement judge(String text, Fields entry);

  /** What would be right, for the line under the caret: {@code a whole number from 1024 to 65535}. */
  String expectation(Fields entry);
}
