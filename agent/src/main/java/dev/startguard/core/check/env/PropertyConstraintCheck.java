package dev.startguard.core.check.env;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Validation;

/** The value of a {@code -D} property is of its type and breaks a constraint. */
public final class PropertyConstraintCheck implements Check {
  @Override
  public String id() {
    return "property-constraint";
  }

  @Override
  public void run(Validation validation) {
    EnvConstraintCheck.run(validation, id(), true);
  }
}
