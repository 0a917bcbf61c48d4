package dev.startguard.core.check;

import dev.startguard.manifest.type.Judgement;
import org.jspecify.annotations.Nullable;

/**
 * What a declared variable or property holds, resolved and judged once.
 *
 * @param state which of the four it is
 * @param text the value as set; empty when missing
 * @param origin the variable or property that it came from, as the operator sets it: {@code
 *     TIMEOUT}, {@code -Dapp.timeout}; null when missing
 * @param judgement what its type says of it; null when missing or empty, and when the text is not
 *     what was set because it was damaged on the way in
 */
public record Value(
    State state, String text, @Nullable String origin, @Nullable Judgement judgement) {

  /** Missing, empty and blank are three states. */
  public enum State {
    MISSING,
    EMPTY,
    BLANK,
    PRESENT
  }

  public boolean present() {
    return state == State.PRESENT;
  }

  /** Present and right by its type and constraints. */
  public boolean valid() {
    return present() && judgement != null && judgement.fits();
  }

  /** What conditions compare; null when the value is not valid. */
  public @Nullable String canonical() {
    return present() && judgement != null && judgement.fits() ? judgement.canonical() : null;
  }
}
