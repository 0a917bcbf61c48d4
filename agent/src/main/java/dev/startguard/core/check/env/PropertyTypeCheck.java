package dev.startguard.core.check.env;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Validation;

/** The value of a {@code -D} property is not of its type. */
public final class PropertyTypeCheck implements Check {
  @Override
  public String id() {
    return "property-type";
  }

  @Override
  public void run(Validation validation) {
    EnvTypeCheck.run(validation, id(), true);
  }
}
