package dev.startguard.core.check.env;

import dev.startguard.core.check.Conditions;
import dev.startguard.core.check.SecretValue;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.Value;
import dev.startguard.manifest.Group;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which members of a group are set. One whose value is wrong counts as set: that is a finding of
 * its own. One that is reported as missing, because it is required for itself too, may be set by
 * the time that is mended.
 */
final class GroupMembers {
  private final Validation validation;
  private final Group group;

  /** The names that are set, as the operator sets them. */
  final List<String> set = new ArrayList<>();

  /** The names that are not set. */
  final List<String> unset = new ArrayList<>();

  /** Those of {@link #unset} that are set, but to nothing, or to blanks. */
  final List<String> empty = new ArrayList<>();

  private final List<String> missing = new ArrayList<>();

  GroupMembers(Validation validation, Group group) {
    this.validation = validation;
    this.group = group;
    for (String name : group.members()) {
      Variable variable = validation.values().variable(name);
      Variable property = validation.values().property(name);
      Secret secret = validation.secrets().secret(name);
      if (variable != null) {
        add(variable);
      } else if (secret != null) {
        add(secret);
      } else if (property != null) {
        add(property);
      }
    }
  }

  void judge(String id) {
    int least = set.size();
    int most = least + missing.size();
    int all = most + unset.size();
    if (satisfied(least, all) && satisfied(most, all)) {
      validation.passed();
    } else if (satisfied(least, all) || satisfied(most, all)) {
      validation.notEvaluated(group.name(), missing.get(0));
    } else {
      unset.addAll(missing);
      GroupFinding.report(validation, id, group, this);
    }
  }

  private boolean satisfied(int count, int all) {
    return switch (group.kind()) {
      case "exactlyOneOf" -> count == 1;
      case "atLeastOneOf" -> count >= 1;
      case "allOrNone" -> count == 0 || count == all;
      default -> count <= 1;
    };
  }

  private void add(Variable variable) {
    String name = variable.property() ? "-D" + variable.name() : variable.name();
    Value value = validation.values().of(variable);
    if (value.present()) {
      set.add(name);
      return;
    }
    if (value.state() != Value.State.MISSING) {
      empty.add(name);
    }
    if (awaited(validation.conditions().required(variable))) {
      missing.add(name);
    } else {
      unset.add(name);
    }
  }

  private void add(Secret secret) {
    SecretValue value = validation.secrets().of(secret);
    if (value.present() || value.problem() != null) {
      set.add(secret.name());
      return;
    }
    if (value.value() != null) {
      empty.add(secret.name());
    }
    if (awaited(validation.conditions().required(secret))) {
      missing.add(secret.name());
    } else {
      unset.add(secret.name());
    }
  }

  /** Whether it is reported as missing already, or may be once something else is mended. */
  private static boolean awaited(Conditions.Outcome required) {
    return required.holds() || required.needs() != null;
  }
}
