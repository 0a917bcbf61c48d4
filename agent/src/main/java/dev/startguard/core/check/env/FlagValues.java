package dev.startguard.core.check.env;

import dev.startguard.core.check.FlagState;
import dev.startguard.core.check.Validation;
import dev.startguard.manifest.Flag;
import dev.startguard.manifest.type.Judgement;
import dev.startguard.manifest.type.ValueTypes;

/**
 * What {@code env-type} and {@code env-constraint} say of flags: their values come from variables,
 * properties and files like any other. A retired flag has no right value.
 */
final class FlagValues {
  private FlagValues() {}

  /**
   * Checks the flags that are set.
   *
   * @param kind what to report; what is wrong otherwise is left to the other check
   */
  static void run(Validation validation, String id, Judgement.Kind kind) {
    for (Flag flag : validation.manifest().flags()) {
      if (flag.retired() != null || !asks(flag, kind) || validation.skipped(flag)) {
        continue;
      }
      FlagState state = validation.flags().of(flag);
      Judgement judgement = state.judgement();
      if (judgement == null) {
        continue;
      }
      if (judgement.kind() == kind) {
        ValueFinding.report(validation, id, flag, state, judgement);
      } else if (judgement.fits()) {
        validation.passed();
      }
    }
  }

  /** Whether the entry asks for anything of that kind: any text is a {@code string}. */
  private static boolean asks(Flag flag, Judgement.Kind kind) {
    if (kind == Judgement.Kind.WRONG_TYPE) {
      return !flag.type().equals("string");
    }
    for (String constraint : ValueTypes.constraints(flag.type())) {
      if (flag.fields().has(constraint)) {
        return true;
      }
    }
    return false;
  }
}
