package dev.startguard.core.check.env;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Validation;

/** A required {@code -D} property is not set, or is set to nothing. */
public final class PropertyMissingCheck implements Check {
  @Override
  public String id() {
    return "property-missing";
  }

  @Override
  public void run(Validation validation) {
    EnvMissingCheck.run(validation, id(), true);
  }
}
