package dev.startguard.manifest.type;

import org.jspecify.annotations.Nullable;

/**
 * What a type says of a text. Neither problem, hint nor fix ever contains the text or tells its
 * exact length, so that they may be shown of a secret too. Only {@link #canonical()} holds it.
 *
 * @param kind whether it fits
 * @param problem a few words that follow the subject: {@code is not a port} without the verb,
 *     {@code not a port}, {@code below 1024}; empty when it fits
 * @param field the constraint that is broken, as it is named in the manifest; null otherwise
 * @param canonical what conditions compare: {@code 80} for {@code 080}, {@code true} for an
 *     accepted {@code yes}; the text itself where nothing is to be folded, empty when it does not
 *     fit
 * @param hint a known cause: {@code Kubernetes sets <SERVICE>_PORT for every Service}; null when
 *     there is none. A text that fits may have one: a URL that holds a password
 * @param fix what to do about the cause, in the imperative; null when the expectation says it all
 * @param undecided whether nobody knows if it keeps the constraint, because to find out would take
 *     too long
 */
public record Judgement(
    Kind kind,
    String problem,
    @Nullable String field,
    String canonical,
    @Nullable String hint,
    @Nullable String fix,
    boolean undecided) {

  /** The three outcomes. */
  public enum Kind {
    FITS,
    WRONG_TYPE,
    BREAKS_CONSTRAINT
  }

  public static Judgement fits(String canonical) {
    return new Judgement(Kind.FITS, "", null, canonical, null, null, false);
  }

  public static Judgement wrongType(String problem) {
    return new Judgement(Kind.WRONG_TYPE, problem, null, "", null, null, false);
  }

  public static Judgement breaks(String field, String problem) {
    return new Judgement(Kind.BREAKS_CONSTRAINT, problem, field, "", null, null, false);
  }

  /** A constraint that is not known to be kept; {@code problem} says what could not be done. */
  public static Judgement undecided(String field, String problem) {
    return new Judgement(Kind.BREAKS_CONSTRAINT, problem, field, "", null, null, true);
  }

  /** The same, with a known cause. */
  public Judgement withHint(String cause) {
    return new Judgement(kind, problem, field, canonical, cause, fix, undecided);
  }

  /** The same, with a known cause and its cure. */
  public Judgement withHint(String cause, @Nullable String cure) {
    return new Judgement(kind, problem, field, canonical, cause, cure, undecided);
  }

  public boolean fits() {
    return kind == Kind.FITS;
  }
}
