package dev.startguard.core.check.env;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.EnvironBlock;
import dev.startguard.core.check.Validation;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The same name stands twice in the process's environment: the JVM takes the first, a shell the
 * last.
 */
public final class EnvDuplicateCheck implements Check {
  @Override
  public String id() {
    return "env-duplicate";
  }

  @Override
  public void run(Validation validation) {
    byte[] environ = validation.host().environ();
    if (environ == null) {
      validation.notEvaluated("the environment", "/proc/self/environ");
      return;
    }
    Set<String> names = new HashSet<>();
    Set<String> twice = null;
    EnvironBlock block = new EnvironBlock(environ);
    while (block.next()) {
      if (!names.add(block.name())) {
        twice = twice == null ? new TreeSet<>() : twice;
        twice.add(block.name());
      }
    }
    if (twice == null) {
      validation.passed();
    } else {
      DuplicateFinding.report(validation, id(), environ, twice);
    }
  }
}
