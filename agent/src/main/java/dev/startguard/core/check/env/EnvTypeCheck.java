package dev.startguard.core.check.env;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.Value;
import dev.startguard.manifest.Variable;
import dev.startguard.manifest.type.Judgement;

/** The value of a variable, a flag or a secret is not of its type. */
public final class EnvTypeCheck implements Check {
  @Override
  public String id() {
    return "env-type";
  }

  @Override
  public void run(Validation validation) {
    run(validation, id(), false);
    if (!validation.manifest().flags().isEmpty()) {
      FlagValues.run(validation, id(), Judgement.Kind.WRONG_TYPE);
    }
    if (!validation.manifest().secrets().isEmpty()) {
      TypedSecrets.run(validation, id(), Judgement.Kind.WRONG_TYPE);
    }
  }

  /**
   * The same for {@code env} and for {@code properties}. Any text is a {@code string}: there is
   * nothing to check.
   */
  static void run(Validation validation, String id, boolean properties) {
    for (Variable variable : validation.manifest().variables()) {
      if (variable.property() != properties
          || variable.type().equals("string")
          || validation.skipped(variable)) {
        continue;
      }
      Value value = validation.values().of(variable);
      if (!judged(validation, variable, value)) {
        continue;
      }
      Judgement judgement = value.judgement();
      if (judgement == null) { // damaged on the way in, and reported as that
        validation.notEvaluated(variable.name(), variable.name());
      } else if (judgement.kind() == Judgement.Kind.WRONG_TYPE) {
        ValueFinding.report(validation, id, variable, value, judgement);
      } else {
        validation.passed();
      }
    }
  }

  /**
   * Blanks are a value to an optional variable, and nothing to a required one, which is reported as
   * missing.
   */
  static boolean judged(Validation validation, Variable variable, Value value) {
    return value.present()
        || (value.state() == Value.State.BLANK
            && !validation.conditions().required(variable).holds());
  }
}
