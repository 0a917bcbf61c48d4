package dev.startguard.core.check.env;

import dev.startguard.core.check.Validation;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Variable;

/** Words for a variable and its property that are both set, and differ. Loaded when they do. */
final class PropertyDifference {
  private PropertyDifference() {}

  static void report(Validation validation, String id, Variable variable) {
    String name = variable.name();
    String property = "-D" + variable.propertyName();
    String own = validation.host().env().get(name);
    String other = validation.host().property(String.valueOf(variable.propertyName()));
    String shown = validation.show(variable, own == null ? "" : own).text();
    String shownOther = validation.show(variable, other == null ? "" : other).text();
    validation.report(
        validation
            .finding(id, Severity.ERROR, variable)
            .at(variable.fields().place("property"), "when both are set, they must mean the same")
            .gist("differs from " + property)
            .detail("differs from " + property + ": " + shown + " and " + shownOther)
            .message(name + " and " + property + " are both set, and differ")
            .note("found", name + " is " + shown + ", " + property + " is " + shownOther)
            .fix("unset " + name + ", or start without " + property)
            .build());
  }
}
