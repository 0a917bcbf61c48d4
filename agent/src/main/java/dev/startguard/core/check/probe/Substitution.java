package dev.startguard.core.check.probe;

import dev.startguard.core.check.Validation;
import dev.startguard.core.check.Value;
import dev.startguard.finding.Disclosure;
import dev.startguard.manifest.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A probe's target with every {@code ${NAME}} replaced by what the declared variable or property
 * holds, or by what the code falls back to. The reader has seen to it that no secret is named.
 */
final class Substitution {
  private final Validation validation;
  private final StringBuilder text = new StringBuilder();
  private String shownAs = "target";
  private @Nullable String needs;
  private @Nullable String first;

  private Substitution(Validation validation) {
    this.validation = validation;
  }

  static Substitution of(Validation validation, String target) {
    Substitution made = new Substitution(validation);
    int at = 0;
    for (int open = target.indexOf("${"); open >= 0; open = target.indexOf("${", at)) {
      int close = target.indexOf('}', open);
      made.text.append(target, at, open);
      made.put(target.substring(open + 2, close));
      at = close + 1;
    }
    made.text.append(target, at, target.length());
    return made;
  }

  private void put(String name) {
    Variable variable = validation.values().variable(name);
    if (variable == null) {
      variable = validation.values().property(name);
    }
    if (variable == null) {
      throw new IllegalStateException("the reader let the undeclared " + name + " through");
    }
    first = first == null ? name : first;
    if (Disclosure.secretName(name)) {
      shownAs = name;
    }
    Value value = validation.values().of(variable);
    String fallback = variable.codeDefault();
    if (validation.undecided(variable)) {
      needs = needs == null ? validation.profileNeeds() : needs;
    } else if (value.valid()) {
      text.append(value.text());
    } else if (value.state() == Value.State.MISSING && fallback != null) {
      text.append(fallback);
    } else {
      needs = needs == null ? name : needs;
    }
  }

  /** The whole text. */
  String text() {
    return text.toString();
  }

  /** What must be mended or set before there is a target; null when there is one. */
  @Nullable String needs() {
    return needs;
  }

  /** The first variable in it; null when there is none. */
  @Nullable String variable() {
    return first;
  }

  /** The target as it may be shown. */
  String shown() {
    return validation.show(shownAs, text()).text();
  }
}
