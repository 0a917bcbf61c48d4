package dev.startguard.manifest;

import dev.startguard.finding.NearestName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the text of the selecting variable comes to: one profile, none, or the reason why it is
 * neither. A pure function of the manifest's {@code profiles} section and the text.
 *
 * <p>The text is one name, or a comma list. Exactly one of the list must be known; names that are
 * not known may stand beside it only with {@code others: allow}.
 */
public final class ProfileChoice {

  /** The outcomes. Only the first two let the validation go on as the manifest means it. */
  public enum Outcome {
    /** The manifest knows no profiles, and none was asked for. */
    NONE,
    /** {@link #profile()} is in force. */
    CHOSEN,
    /** Nothing was set, and the manifest has no {@code default}. */
    UNSET,
    /** It was set to nothing, or to blanks and commas. */
    EMPTY,
    /** A name that is not known: {@link #unknown()} and {@link #nearest()}. */
    UNKNOWN,
    /** Two or more known names: {@link #named()}. */
    SEVERAL
  }

  private final Outcome outcome;
  private final List<String> named;
  private final List<String> unknown;
  private final List<String> known;

  private ProfileChoice(
      Outcome outcome, List<String> named, List<String> unknown, List<String> known) {
    this.outcome = outcome;
    this.named = named;
    this.unknown = unknown;
    this.known = known;
  }

  /**
   * Chooses.
   *
   * @param profiles the manifest's section
   * @param text what {@code profiles.select} or the agent's argument says; null when neither is set
   */
  public static ProfileChoice of(Profiles profiles, @Nullable String text) {
    List<String> known = profiles.known();
    String otherwise = profiles.otherwise();
    if (text == null) {
      if (otherwise != null) {
        return new ProfileChoice(Outcome.CHOSEN, List.of(otherwise), List.of(), known);
      }
      return new ProfileChoice(
          known.isEmpty() ? Outcome.NONE : Outcome.UNSET, List.of(), List.of(), known);
    }
    List<String> named = new ArrayList<>(1);
    List<String> unknown = new ArrayList<>(0);
    for (int start = 0; start <= text.length(); ) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      String name = text.substring(start, end).strip();
      List<String> kind = known.contains(name) ? named : unknown;
      if (!name.isEmpty() && !kind.contains(name)) {
        kind.add(name);
      }
      start = end + 1;
    }
    return new ProfileChoice(
        outcome(named, unknown, profiles.allowsOthers()), named, unknown, known);
  }

  private static Outcome outcome(List<String> named, List<String> unknown, boolean othersAllowed) {
    if (named.isEmpty() && unknown.isEmpty()) {
      return Outcome.EMPTY;
    }
    if (named.size() > 1) {
      return Outcome.SEVERAL;
    }
    return named.isEmpty() || (!unknown.isEmpty() && !othersAllowed)
        ? Outcome.UNKNOWN
        : Outcome.CHOSEN;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** The profile in force; null unless one was chosen. */
  public @Nullable String profile() {
    return outcome == Outcome.CHOSEN ? named.get(0) : null;
  }

  /** The known profiles that were named, in the order of the text. */
  public List<String> named() {
    return named;
  }

  /** The names that are not known, in the order of the text. */
  public List<String> unknown() {
    return unknown;
  }

  /** The known profile nearest to the first unknown name; null when none is near. */
  public @Nullable String nearest() {
    return unknown.isEmpty() ? null : NearestName.of(unknown.get(0), known);
  }
}
