package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/** Text: {@code minLength}, {@code maxLength}, {@code pattern}, {@code prefix}, {@code charset}. */
final class StringType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    return Judgement.fits(text);
  }

  @Override
  public String expectation(Fields entry) {
    return "text";
  }
}
