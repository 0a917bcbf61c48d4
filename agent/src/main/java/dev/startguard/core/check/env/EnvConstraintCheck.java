package dev.startguard.core.check.env;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.Value;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Variable;
import dev.startguard.manifest.type.Judgement;
import dev.startguard.manifest.type.ValueTypes;
import java.io.IOException;
import java.util.List;

/**
 * The value of a variable is of its type and breaks a constraint: one of the text alone, one that
 * needs the host (a path's mode, a class on the class path), or that its {@code property} says the
 * same.
 */
public final class EnvConstraintCheck implements Check {
  @Override
  public String id() {
    return "env-constraint";
  }

  @Override
  public void run(Validation validation) {
    run(validation, id(), false);
    if (!validation.manifest().flags().isEmpty()) {
      FlagValues.run(validation, id(), Judgement.Kind.BREAKS_CONSTRAINT);
    }
    if (!validation.manifest().secrets().isEmpty()) {
      TypedSecrets.run(validation, id(), Judgement.Kind.BREAKS_CONSTRAINT);
    }
  }

  /** The same for {@code env} and for {@code properties}. */
  static void run(Validation validation, String id, boolean properties) {
    for (Variable variable : validation.manifest().variables()) {
      if (variable.property() != properties
          || !constrained(variable)
          || validation.skipped(variable)) {
        continue;
      }
      Value value = validation.values().of(variable);
      Judgement judgement = value.judgement();
      if (judgement == null) {
        continue; // nothing there to be judged, or damaged on the way in, and reported as that
      }
      if (!properties && differs(validation, variable)) {
        PropertyDifference.report(validation, id, variable);
        continue;
      }
      if (judgement.kind() == Judgement.Kind.WRONG_TYPE
          || !EnvTypeCheck.judged(validation, variable, value)) {
        continue; // reported by another check
      }
      if (judgement.fits() && needsHost(variable)) {
        onHost(validation, id, variable, value, judgement);
      } else if (judgement.fits()) {
        validation.passed();
      } else {
        ValueFinding.report(validation, id, variable, value, judgement);
      }
    }
  }

  private static void onHost(
      Validation validation, String id, Variable variable, Value value, Judgement ofText) {
    try {
      Judgement judgement = HostConstraints.judge(validation.host(), variable, value.text());
      String hint =
          ofText.hint(); // a path that begins with ~ is a path, and explains why it is not there
      if (judgement.fits()) {
        validation.passed();
      } else {
        ValueFinding.report(
            validation,
            id,
            variable,
            value,
            hint == null ? judgement : judgement.withHint(hint, ofText.fix()));
      }
    } catch (IOException unknowable) {
      validation.notEvaluated(variable.name(), String.valueOf(unknowable.getMessage()));
    }
  }

  /** Whether the entry says more than its type. */
  private static boolean constrained(Variable variable) {
    if (variable.fields().has("property") || variable.type().equals("class")) {
      return true;
    }
    List<String> constraints = ValueTypes.constraints(variable.type());
    for (int i = 0; i < constraints.size(); i++) {
      if (variable.fields().has(constraints.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether some constraint looks at more than the text. */
  private static boolean needsHost(Variable variable) {
    String type = variable.type();
    if (type.equals("list")) {
      Fields element = variable.fields().fields("of");
      type =
          element == null ? variable.fields().text("of", "string") : element.text("type", "string");
    }
    return type.equals("path") || type.equals("class");
  }

  /**
   * Whether the variable and its property are both set, to values that do not mean the same. One
   * that is set to nothing gives way to the other.
   */
  private static boolean differs(Validation validation, Variable variable) {
    HostFacts host = validation.host();
    String property = variable.propertyName();
    String other = property == null ? null : host.property(property);
    String own = other == null ? null : host.env().get(variable.name());
    if (own == null || other == null || own.equals(other)) {
      return false;
    }
    if ((own.isEmpty() || other.isEmpty()) && !variable.allowsEmpty()) {
      return false;
    }
    Judgement first = validation.values().judge(variable, own);
    Judgement second = validation.values().judge(variable, other);
    return !first.fits() || !second.fits() || !first.canonical().equals(second.canonical());
  }
}
