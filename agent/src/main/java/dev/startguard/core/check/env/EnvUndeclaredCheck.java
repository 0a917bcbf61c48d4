package dev.startguard.core.check.env;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Validation;
import dev.startguard.manifest.Fields;
import java.util.List;

/** A variable has the service's prefix, and the manifest does not know it. */
public final class EnvUndeclaredCheck implements Check {
  @Override
  public String id() {
    return "env-undeclared";
  }

  @Override
  public void run(Validation validation) {
    Fields undeclared = validation.manifest().policy().undeclared();
    if (undeclared == null) {
      return;
    }
    String needs = validation.profileNeeds();
    if (needs != null && validation.manifest().policy().fields().has("profiles")) {
      validation.notEvaluated("policy.undeclared", needs);
      return;
    }
    List<String> prefixes = undeclared.texts("prefixes");
    UndeclaredVariables found = null;
    for (String name : validation.host().env().keySet()) {
      if (prefixed(name, prefixes)) {
        found = found == null ? new UndeclaredVariables(validation, undeclared) : found;
        found.add(name);
      }
    }
    if (found == null || !found.report(id())) {
      validation.passed();
    }
  }

  private static boolean prefixed(String name, List<String> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (name.startsWith(prefixes.get(i))) {
        return true;
      }
    }
    return false;
  }
}
