package dev.startguard.core.check.env;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.EnvironBlock;
import dev.startguard.core.check.Validation;

/**
 * The value of a declared name was damaged on the way in: the JVM read its bytes in another
 * character set.
 */
public final class EnvEncodingCheck implements Check {
  @Override
  public String id() {
    return "env-encoding";
  }

  @Override
  public void run(Validation validation) {
    byte[] environ = validation.host().environ();
    if (environ == null) {
      validation.notEvaluated("the environment", "/proc/self/environ");
      return;
    }
    DamagedValues damaged = null;
    EnvironBlock block = new EnvironBlock(environ);
    while (block.next()) {
      if (!block.ascii()) {
        damaged = damaged == null ? new DamagedValues(validation, id()) : damaged;
        damaged.look(block.name(), block.value());
      }
    }
    if (damaged == null) {
      validation.passed();
    }
  }
}
