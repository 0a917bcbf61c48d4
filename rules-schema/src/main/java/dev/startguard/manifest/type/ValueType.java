package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import org.jspecify.annotations.Nullable;

/** Judges a text against a declared type and the constraints that stand beside it. */
public interface ValueType {

  /**
   * Judges {@code text}. Never throws for any text.
   *
   * @param text the value as it was set; not trimmed
   * @param entry the entry's fields, of which the type reads its constraints; the reader has
   *     checked their kinds
   */
  Judgement judge(String text, Fields entry);

  /**
   * What would be right, for the line under the caret: {@code a whole number from 1024 to 65535}.
   */
  String expectation(Fields entry);

  /**
   * What is wrong with the constraints themselves, each of the right kind when looked at alone:
   * {@code min} over {@code max}, a {@code pattern} that does not compile.
   *
   * @return a {@link Judgement.Kind#BREAKS_CONSTRAINT} whose problem follows the field's name; null
   *     when nothing is
   */
  default @Nullable Judgement contradiction(Fields entry) {
    return null;
  }
}
