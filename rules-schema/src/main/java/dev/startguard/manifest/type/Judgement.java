package dev.startguard.manifest.type;

import org.jspecify.annotations.Nullable;

/**
 * What a type says of a text. Messages never contain the text.
 *
 * @param kind whether it fits
 * @param problem a few words that follow the subject: {@code not a port}, {@code below 1024}; empty
 *     when it fits
 * @param field the constraint that is broken, as it is named in the manifest; null otherwise
 * @param canonical what conditions compare: {@code 80} for {@code 080}, {@code true} for an
 *     accepted {@code yes}; the text itself where nothing is to be folded, empty when it does not
 *     fit
 * @param hint a known cause or a way to mend it; null when there is none
 */
public record Judgement(
    Kind kind, String problem, @Nullable String field, String canonical, @Nullable String hint) {

  /** The three outcomes. */
  public enum Kind {
    FITS,
    WRONG_TYPE,
    BREAKS_CONSTRAINT
  }

  public static Judgement fits(String canonical) {
    return new Judgement(Kind.FITS, "", null, canonical, null);
  }

  public static Judgement wrongType(String problem) {
    return new Judgement(Kind.WRONG_TYPE, problem, null, "", null);
  }

  public static Judgement breaks(String field, String problem) {
    return new Judgement(Kind.BREAKS_CONSTRAINT, problem, field, "", null);
  }

  public Judgement withHint(String text) {
    return new Judgement(kind, problem, field, canonical, text);
  }

  public boolean fits() {
    return kind == Kind.FITS;
  }
}
