package dev.startguard.finding;

/**
 * A value that may be shown: it has passed a {@link Disclosure}, or says why it is hidden. Only a
 * {@link Disclosure} makes one, so that no message can carry text that has not passed there.
 */
public final class Shown {
  private final String text;

  Shown(String text) {
    this.text = text;
  }

  /** Quoted, or a remark in parentheses; not yet escaped or bounded. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
