package dev.startguard.core.check;

import dev.startguard.finding.NearestName;
import dev.startguard.manifest.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * "Did you mean": names that are set, near to one that is not. Loaded when something is missing.
 *
 * <p>A name that the manifest declares is set for its own sake and is not suggested, unless its
 * value is wrong there and right here: somebody edited the wrong line.
 */
public final class NearNames {
  /** No more names are suggested for one. */
  private static final int MOST = 3;

  /**
   * After so many look-ups the report is full, and looking on would cost time quadratic in a large
   * environment.
   */
  private static final int BUDGET = 100;

  private final Validation validation;
  private @Nullable List<String> variables;
  private @Nullable List<String> properties;
  private @Nullable Set<String> declared;
  private int lookups;

  public NearNames(Validation validation) {
    this.validation = validation;
  }

  /**
   * Up to three variables of the environment, nearest first, then by name.
   *
   * @param wanted the name that is not set
   * @param entry what is declared under that name, for its type; null when that is not a variable
   */
  public List<String> variables(String wanted, @Nullable Variable entry) {
    if (variables == null) {
      variables = new ArrayList<>(validation.host().env().keySet());
      variables.sort(null);
    }
    return near(wanted, variables, entry);
  }

  /** Up to three {@code -D} properties, nearest first, then by name. */
  public List<String> properties(String wanted) {
    if (properties == null) {
      properties = new ArrayList<>();
      for (String name : validation.host().propertyNames()) {
        if (validation.values().property(name) == null) {
          properties.add(name);
        }
      }
      properties.sort(null);
    }
    return near(wanted, properties, null);
  }

  private List<String> near(String wanted, List<String> sorted, @Nullable Variable entry) {
    List<String> near = new ArrayList<>();
    if (++lookups > BUDGET) {
      return near;
    }
    List<Integer> distances = new ArrayList<>();
    for (String name : sorted) {
      int distance = NearestName.edits(wanted, name);
      if (distance < 0 || !suggestible(name, entry)) {
        continue;
      }
      int at = distances.size();
      while (at > 0 && distances.get(at - 1) > distance) {
        at--;
      }
      if (at < MOST) {
        distances.add(at, distance);
        near.add(at, name);
      }
      if (near.size() > MOST) {
        distances.remove(MOST);
        near.remove(MOST);
      }
    }
    return near;
  }

  private boolean suggestible(String name, @Nullable Variable entry) {
    if (declared == null) {
      declared = DeclaredNames.of(validation.manifest());
    }
    if (!declared.contains(name)) {
      return true;
    }
    Variable own = validation.values().variable(name);
    if (own == null || entry == null || entry.type().equals("string")) {
      return false;
    }
    Value value = validation.values().of(own);
    return value.present()
        && !value.valid()
        && validation.values().judge(entry, value.text()).fits();
  }
}
