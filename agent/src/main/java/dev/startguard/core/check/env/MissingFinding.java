package dev.startguard.core.check.env;

import dev.startguard.core.check.NearNames;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.Value;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words for a required variable or property that is missing. Loaded when one is. */
final class MissingFinding {
  private final Validation validation;
  private final String id;
  private final NearNames names;
  private @Nullable Map<String, String> replaced;

  MissingFinding(Validation validation, String id) {
    this.validation = validation;
    this.id = id;
    names = new NearNames(validation);
  }

  void report(Variable variable) {
    FindingBuilder finding = validation.finding(id, Severity.ERROR, variable);
    Value value = validation.values().of(variable);
    String origin = value.origin();
    place(finding, variable);
    if (value.state() == Value.State.MISSING) {
      missing(finding, variable);
    } else {
      boolean empty = value.state() == Value.State.EMPTY;
      finding
          .gist(empty ? "empty" : "blank")
          .detail(empty ? "required, set but empty" : "required, set to blanks only")
          .message(sayName(variable) + " is required and " + (empty ? "empty" : "blank"))
          .fix("give " + (origin == null ? sayName(variable) : origin) + " a value");
    }
    validation.report(finding.build());
  }

  private void place(FindingBuilder finding, Variable variable) {
    Fields condition = variable.requiredWhen();
    if (!variable.required() && condition != null) {
      finding.at(variable.fields().keyPlace("requiredWhen"), "required, because this holds");
    } else if (variable.fields().has("required")) {
      finding.at(variable.fields().place("required"), expectation(variable));
    } else {
      finding.at(variable.place(), expectation(variable));
    }
  }

  private String expectation(Variable variable) {
    String expectation = validation.values().type(variable).expectation(variable.fields());
    return variable.type().equals("string") ? "required" : "required: " + expectation;
  }

  private void missing(FindingBuilder finding, Variable variable) {
    String name = variable.name();
    finding
        .gist("missing")
        .detail("required, not set")
        .message(sayName(variable) + " is required and not set");
    String property = variable.propertyName();
    if (variable.property()) {
      finding.fix("start with " + sayName(variable) + "=VALUE");
    } else {
      finding.fix(
          property == null
              ? "set " + name
              : "set " + name + ", or start with -D" + property + "=VALUE");
    }
    String old = deprecated(variable);
    List<String> near =
        variable.property() ? names.properties(name) : names.variables(name, variable);
    if (old != null) {
      String said = variable.property() ? "-D" + old : old;
      finding
          .gist("missing (" + said + " set)")
          .detail("required, not set; " + said + ", which it replaces, is set")
          .fix("give " + name + " the value of " + said);
    } else if (!near.isEmpty()) {
      near(finding, variable, near);
    } else {
      elsewhere(finding, variable);
    }
  }

  private static void near(FindingBuilder finding, Variable variable, List<String> near) {
    String dash = variable.property() ? "-D" : "";
    String all = dash + near.get(0);
    for (int i = 1; i < near.size(); i++) {
      all += (i == near.size() - 1 ? " and " : ", ") + dash + near.get(i);
    }
    finding
        .gist("missing (" + dash + near.get(0) + " set?)")
        .detail(
            "required, not set; "
                + (near.size() == 1 ? all + " is set" : all + " are set")
                + ": did you mean "
                + sayName(variable)
                + "?");
    for (String name : near) {
      finding.fix("rename " + dash + name + " to " + sayName(variable));
    }
  }

  /** The name is known, but in a place where the manifest does not look for it. */
  private void elsewhere(FindingBuilder finding, Variable variable) {
    String name = variable.name();
    if (!variable.property() && validation.host().property(name) != null) {
      finding.note(
          "note", "the property -D" + name + " is set, but the manifest asks for the variable");
    } else if (!variable.property() && validation.host().env().containsKey(name + "_FILE")) {
      finding.note("note", name + "_FILE is set, but only secrets are read from files");
    }
  }

  /** A name that is set and that the variable replaces; null when there is none. */
  private @Nullable String deprecated(Variable variable) {
    if (replaced == null) {
      replaced = new HashMap<>();
      for (Variable old : validation.manifest().variables()) {
        Fields deprecated = old.deprecated();
        String by = deprecated == null ? null : deprecated.text("replacedBy");
        if (by != null && validation.values().of(old).present()) {
          replaced.putIfAbsent(old.property() ? "-D" + by : by, old.name());
        }
      }
    }
    return replaced.get(sayName(variable));
  }

  /** The name as the operator sets it. */
  static String sayName(Variable variable) {
    return variable.property() ? "-D" + variable.name() : variable.name();
  }
}
