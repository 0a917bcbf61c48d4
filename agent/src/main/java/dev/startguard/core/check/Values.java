package dev.startguard.core.check;

import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.Variable;
import dev.startguard.manifest.type.Judgement;
import dev.startguard.manifest.type.ValueType;
import dev.startguard.manifest.type.ValueTypes;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of all declared variables and properties, each resolved and judged once, on first use.
 */
public final class Values {
  private final HostFacts host;
  private final Map<String, ValueType> types = new HashMap<>();
  private final IdentityHashMap<Variable, Value> resolved = new IdentityHashMap<>();
  private final Map<String, Variable> byName = new HashMap<>();

  public Values(Manifest manifest, HostFacts host) {
    this.host = host;
    for (Variable variable : manifest.variables()) {
      byName.put(variable.property() ? "-D" + variable.name() : variable.name(), variable);
    }
  }

  /** The declared variable of that name; null when the manifest does not declare it. */
  public @Nullable Variable variable(String name) {
    return byName.get(name);
  }

  /** The declared property of that name; null when the manifest does not declare it. */
  public @Nullable Variable property(String name) {
    return byName.get("-D" + name);
  }

  /** What the variable holds: the environment's value, else its property's. */
  public Value of(Variable variable) {
    Value value = resolved.get(variable);
    if (value == null) {
      value = resolve(variable);
      resolved.put(variable, value);
    }
    return value;
  }

  private Value resolve(Variable variable) {
    String text = variable.property() ? null : host.env().get(variable.name());
    String origin = variable.name();
    String property = variable.propertyName();
    if (text == null && property != null) {
      text = host.property(property);
      origin = "-D" + property;
    }
    if (text == null) {
      return new Value(Value.State.MISSING, "", null, null);
    }
    if (text.isEmpty() && !variable.allowsEmpty()) {
      return new Value(Value.State.EMPTY, text, origin, null);
    }
    if (text.isBlank() && !variable.allowsEmpty()) {
      return new Value(Value.State.BLANK, text, origin, null);
    }
    return new Value(Value.State.PRESENT, text, origin, judge(variable, text));
  }

  private Judgement judge(Variable variable, String text) {
    ValueType type = types.get(variable.type());
    if (type == null) {
      type = ValueTypes.of(variable.type());
      if (type == null) {
        throw new IllegalStateException(
            "the reader let the unknown type " + variable.type() + " through");
      }
      types.put(variable.type(), type);
    }
    return type.judge(text, variable.fields());
  }
}
