package dev.startguard.core.weave.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * What the class's own fields hold. Only of those that nobody else can assign: no other class, no
 * deserializer, no mapper.
 */
final class Fields {
  private final String owner;
  private final boolean serializable;
  private boolean nest;
  private boolean mapped;
  private final Map<String, Fact> facts = new HashMap<>();
  private final Set<String> instances = new HashSet<>();
  private Map<String, Fact> assigned = new HashMap<>();

  /**
   * @param serializable whether fields may be read back from a stream
   */
  Fields(String owner, boolean serializable) {
    this.owner = owner;
    this.serializable = serializable;
  }

  /** Other classes may assign private fields. */
  void inNest() {
    nest = true;
  }

  /** Something that is annotated like this is filled by reflection. */
  void mapped() {
    mapped = true;
  }

  /** A field of the class. */
  void add(int access, String name, String descriptor) {
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    boolean isFinal = (access & Opcodes.ACC_FINAL) != 0;
    boolean alone = isFinal || ((access & Opcodes.ACC_PRIVATE) != 0 && !nest);
    boolean restored = serializable && (access & Opcodes.ACC_TRANSIENT) == 0;
    if (holdsTime(descriptor) && alone && (isStatic || (!restored && !mapped))) {
      facts.put(name, Fact.NONE);
      if (!isStatic) {
        instances.add(name);
      }
    }
  }

  /** The field may be assigned in a way that is not seen. */
  void drop(String name) {
    facts.remove(name);
  }

  /** The field's value leaves the class as it is: a mapper may take it, and bring another. */
  void handedOut(Member field) {
    if (instances.contains(field.name())) {
      drop(field.name());
    }
  }

  boolean isEmpty() {
    return facts.isEmpty();
  }

  /** Whether something may be known of it. */
  boolean follows(Member field) {
    return field.owner().equals(owner)
        && facts.containsKey(field.name())
        && holdsTime(field.descriptor());
  }

  Fact get(Member field) {
    Fact fact = follows(field) ? facts.get(field.name()) : null;
    return fact == null ? Fact.UNKNOWN : fact;
  }

  void assign(Member field, Fact fact) {
    if (follows(field)) {
      Fact many = fact.time() == null ? fact : Fact.time(fact.time().ofMany());
      Fact before = assigned.getOrDefault(field.name(), Fact.NONE);
      assigned.put(field.name(), before.or(many));
    }
  }

  /**
   * Takes over what was assigned since.
   *
   * @return whether any field holds something else than was thought
   */
  boolean settle() {
    boolean changed = false;
    for (Map.Entry<String, Fact> field : assigned.entrySet()) {
      Fact before = facts.getOrDefault(field.getKey(), Fact.UNKNOWN);
      Fact after = before.or(field.getValue());
      changed |= !after.same(before);
      field.setValue(after);
    }
    facts.putAll(assigned);
    assigned = new HashMap<>();
    return changed;
  }

  /** Knows nothing from now on. */
  void forget() {
    facts.clear();
  }

  static boolean holdsTime(String descriptor) {
    return descriptor.equals("J")
        || descriptor.equals("Ljava/util/Date;")
        || descriptor.equals("Ljava/time/Instant;");
  }
}
