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
  // by identity: a record's own hashCode would link an ObjectMethods call site on the start path
  private final IdentityHashMap<Variable, Value> resolved = new IdentityHashMap<>();
  private final Map<String, Variable> variables = new HashMap<>();
  private final Map<String, Variable> properties = new HashMap<>();

  public Values(Manifest manifest, HostFacts host) {
    this.host = host;
    for (Variable variable : manifest.variables()) {
      (variable.property() ? properties : variables).put(variable.name(), variable);
    }
  }

  /** The declared variable of that name; null when the manifest does not declare it. */
  public @Nullable Variable variable(String name) {
    return variables.get(name);
  }

  /** The declared property of that name; null when the manifest does not declare it. */
  public @Nullable Variable property(String name) {
    return properties.get(name);
  }

  /**
   * What the variable holds: the environment's value, else its property's. A variable that is set
   * to nothing gives way to its property: an image's variable can be emptied, but not unset.
   */
  public Value of(Variable variable) {
    Value value = resolved.get(variable);
    if (value == null) {
      value = resolve(variable);
      resolved.put(variable, value);
    }
    return value;
  }

  /**
   * Says that the text of the variable is not what was set, but what the JVM's character set made
   * of it. From now on it counts as set, and as neither right nor wrong.
   */
  public void damaged(Variable variable) {
    Value value = of(variable);
    resolved.put(variable, new Value(value.state(), value.text(), value.origin(), null));
  }

  /** What the variable's type says of a text. */
  public Judgement judge(Variable variable, String text) {
    return type(variable).judge(text, variable.fields());
  }

  /** The variable's type. */
  public ValueType type(Variable variable) {
    String name = variable.type();
    ValueType type = types.get(name);
    if (type == null) {
      type = ValueTypes.of(name);
      if (type == null) {
        throw new IllegalStateException("the reader let the unknown type " + name + " through");
      }
      types.put(name, type);
    }
    return type;
  }

  private Value resolve(Variable variable) {
    boolean emptyCounts = variable.allowsEmpty();
    String text = variable.property() ? null : host.env().get(variable.name());
    String origin = variable.name();
    String property = variable.propertyName();
    if (property != null && (text == null || (text.isEmpty() && !emptyCounts))) {
      String fallback = host.property(property);
      if (fallback != null) {
        text = fallback;
        origin = "-D" + property;
      }
    }
    if (text == null) {
      return new Value(Value.State.MISSING, "", null, null);
    }
    if (text.isEmpty() && !emptyCounts) {
      return new Value(Value.State.EMPTY, text, origin, null);
    }
    Value.State state = text.isBlank() && !emptyCounts ? Value.State.BLANK : Value.State.PRESENT;
    return new Value(state, text, origin, judge(variable, text));
  }
}
