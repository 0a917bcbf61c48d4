package dev.startguard.core.check;

import dev.startguard.manifest.type.Judgement;
import org.jspecify.annotations.Nullable;

/**
 * What a declared flag is set to, resolved and judged once.
 *
 * @param kind which of the five it is
 * @param text the value as it was set; empty unless it was
 * @param value what conditions and expectations compare: the canonical spelling; {@code false} for
 *     a boolean flag that is not set; null for any other flag that is not set, and wherever the
 *     state is not known
 * @param origin where the value stands, as the operator knows it: {@code NEW_CHECKOUT}, {@code
 *     -DNEW_CHECKOUT}, {@code flags.json}; null when it is not set
 * @param judgement what the flag's type says of the text; null unless it was set
 * @param problem why the state is not known, in words that follow the origin: {@code does not
 *     exist}; null where it is
 */
public record FlagState(
    Kind kind,
    String text,
    @Nullable String value,
    @Nullable String origin,
    @Nullable Judgement judgement,
    @Nullable String problem) {

  /** The five. */
  public enum Kind {
    /** In none of its places, or set to nothing. */
    UNSET,
    /** Set to a value that is right by its type. */
    SET,
    /** Set to what is not of its type. */
    WRONG,
    /** Its flagd file, or the definition in it, cannot be used. */
    BROKEN,
    /** Its flagd file decides it anew for each evaluation, by targeting rules. */
    UNDECIDED
  }

  static FlagState unset(boolean booleanFlag) {
    return new FlagState(Kind.UNSET, "", booleanFlag ? "false" : null, null, null, null);
  }

  static FlagState set(String text, String origin, Judgement judgement) {
    return judgement.fits()
        ? new FlagState(Kind.SET, text, judgement.canonical(), origin, judgement, null)
        : new FlagState(Kind.WRONG, text, null, origin, judgement, null);
  }

  static FlagState broken(String origin, String problem) {
    return new FlagState(Kind.BROKEN, "", null, origin, null, problem);
  }

  static FlagState undecided(String origin) {
    return new FlagState(Kind.UNDECIDED, "", null, origin, null, "decides it by targeting rules");
  }

  /** What must be mended, or known, before anything that depends on the flag can be evaluated. */
  public String needs(String flag) {
    return kind == Kind.UNDECIDED ? "the targeting rules in " + origin : flag;
  }

  /** Whether the state is what it is: set rightly, or not set. */
  public boolean known() {
    return kind == Kind.SET || kind == Kind.UNSET;
  }

  /**
   * Whether the flag is on: a boolean that is true, any other that is set. False where the state is
   * not known.
   */
  public boolean on() {
    return kind == Kind.SET && !"false".equals(value);
  }
}
