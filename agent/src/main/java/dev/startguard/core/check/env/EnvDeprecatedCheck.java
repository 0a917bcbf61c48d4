package dev.startguard.core.check.env;

import dev.startguard.core.check.Validation;
import dev.startguard.core.check.WaitingCheck;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.Variable;

/**
 * An old name is still set: a warning; an error when the name that replaces it is set too, and says
 * something else.
 */
public final class EnvDeprecatedCheck implements WaitingCheck {
  @Override
  public String id() {
    return "env-deprecated";
  }

  @Override
  public void run(Validation validation) {
    // the time may have to be measured: judged when all others have run or begun
  }

  @Override
  public void finish(Validation validation) {
    for (Variable variable : validation.manifest().variables()) {
      if (variable.deprecated() != null && !validation.skipped(variable)) {
        if (validation.values().of(variable).present()) {
          DeprecatedFinding.report(validation, id(), variable);
        } else {
          validation.passed();
        }
      }
    }
    for (Secret secret : validation.manifest().secrets()) {
      if (secret.fields().has("deprecated") && !validation.skipped(secret)) {
        if (validation.secrets().of(secret).present()) {
          DeprecatedFinding.report(validation, id(), secret);
        } else {
          validation.passed();
        }
      }
    }
  }
}
