package dev.startguard.core.check.env;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Conditions;
import dev.startguard.core.check.Validation;
import dev.startguard.manifest.Variable;

/** A required variable is not set, or is set to nothing. */
public final class EnvMissingCheck implements Check {
  @Override
  public String id() {
    return "env-missing";
  }

  @Override
  public void run(Validation validation) {
    run(validation, id(), false);
  }

  /** The same for {@code env} and for {@code properties}. */
  static void run(Validation validation, String id, boolean properties) {
    MissingFinding missing = null;
    for (Variable variable : validation.manifest().variables()) {
      if (variable.property() != properties || validation.skipped(variable)) {
        continue;
      }
      if (!variable.required() && variable.requiredWhen() == null) {
        continue;
      }
      Conditions.Outcome required = validation.conditions().required(variable);
      String needs = required.needs();
      if (needs != null) {
        validation.notEvaluated(variable.name(), needs);
      } else if (required.holds()) {
        if (validation.values().of(variable).present()) {
          validation.passed();
        } else {
          missing = missing == null ? new MissingFinding(validation, id) : missing;
          missing.report(variable);
        }
      }
    }
  }
}
