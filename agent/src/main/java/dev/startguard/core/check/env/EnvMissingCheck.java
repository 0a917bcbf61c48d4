package dev.startguard.core.check.env;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.Value;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.NearestName;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Variable;

/** A required variable is not set, or is set to nothing. */
public final class EnvMissingCheck implements Check {
  @Override
  public String id() {
    return "env-missing";
  }

  @Override
  public void run(Validation validation) {
    for (Variable variable : validation.manifest().variables()) {
      if (variable.property() || !variable.required()) {
        continue;
      }
      Value value = validation.values().of(variable);
      if (value.present()) {
        validation.passed();
      } else {
        report(validation, variable, value);
      }
    }
  }

  private void report(Validation validation, Variable variable, Value value) {
    FindingBuilder finding =
        validation.finding(id(), Severity.ERROR, variable).at(variable.place(), "declared here");
    String near = NearestName.of(variable.name(), validation.host().env().keySet());
    switch (value.state()) {
      case EMPTY ->
          finding
              .gist("empty")
              .detail("required, set but empty")
              .message(variable.name() + " is required and empty");
      case BLANK ->
          finding
              .gist("blank")
              .detail("required, set to blanks only")
              .message(variable.name() + " is required and blank");
      default -> {
        finding.message(variable.name() + " is required and not set").fix("set " + variable.name());
        if (near == null) {
          finding.gist("missing").detail("required, not set");
        } else {
          finding
              .gist("missing (" + near + " set?)")
              .detail(
                  "required, not set; " + near + " is set: did you mean " + variable.name() + "?")
              .fix("rename " + near + " to " + variable.name());
        }
      }
    }
    validation.report(finding.build());
  }
}
