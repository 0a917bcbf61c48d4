package dev.startguard.core.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The locals of a hooked method. What is passed in a parameter that the method overwrites is kept
 * in a local of ours, beyond its own, for the hooks at its end.
 */
final class HookedMethod {
  private final int[] hooks;
  private final String owner;
  private final boolean receives;
  private final boolean constructor;
  private final Type[] parameters;
  private final Type result;

  /** By parameter. */
  private final int[] locals;

  /** By parameter. */
  private final boolean[] overwritten;

  private final boolean keeps;
  private int maxLocals;

  /**
   * @param keeps whether what is passed will be asked for when the method ends
   */
  HookedMethod(
      int[] hooks, boolean keeps, String owner, int access, String name, String descriptor) {
    this.hooks = hooks;
    this.keeps = keeps;
    this.owner = owner;
    receives = (access & Opcodes.ACC_STATIC) == 0;
    constructor = name.equals(Call.CONSTRUCTOR);
    parameters = Type.getArgumentTypes(descriptor);
    result = Type.getReturnType(descriptor);
    overwritten = new boolean[parameters.length];
    locals = new int[parameters.length];
    int local = receives ? 1 : 0;
    for (int i = 0; i < parameters.length; i++) {
      locals[i] = local;
      local += parameters[i].getSize();
    }
  }

  int[] hooks() {
    return hooks;
  }

  boolean receives() {
    return receives;
  }

  boolean constructor() {
    return constructor;
  }

  Type result() {
    return result;
  }

  Type[] parameters() {
    return parameters;
  }

  /** Where a parameter is passed. */
  int local(int parameter) {
    return locals[parameter];
  }

  boolean overwritten(int parameter) {
    return overwritten[parameter];
  }

  /** That the method's code gives a local another value. */
  void stores(int local, int size) {
    for (int i = 0; i < parameters.length; i++) {
      overwritten[i] |=
          keeps && local < locals[i] + parameters[i].getSize() && local + size > locals[i];
    }
  }

  void end(int ownLocals) {
    maxLocals = ownLocals;
  }

  /** Where what was passed is found until the method ends. */
  int kept(int parameter) {
    return overwritten[parameter] ? beyond(parameter) : locals[parameter];
  }

  /** The first local in which nothing is kept. */
  int free() {
    return beyond(parameters.length);
  }

  private int beyond(int parameter) {
    int local = maxLocals;
    for (int i = 0; i < parameter; i++) {
      local += overwritten[i] ? parameters[i].getSize() : 0;
    }
    return local;
  }

  /** The locals of a frame where the method's own code begins. */
  Object[] begin() {
    List<Object> frame = new ArrayList<>();
    if (receives) {
      frame.add(constructor ? Opcodes.UNINITIALIZED_THIS : owner);
    }
    for (Type parameter : parameters) {
      frame.add(element(parameter));
    }
    return withKept(frame);
  }

  /** The locals of a frame that is sound wherever the method ends; ends where ours are free. */
  List<Object> end() {
    List<Object> frame = new ArrayList<>();
    if (receives) {
      frame.add(owner);
    }
    for (int i = 0; i < parameters.length; i++) {
      if (overwritten[i]) {
        pad(frame, locals[i] + parameters[i].getSize());
      } else {
        frame.add(element(parameters[i]));
      }
    }
    withKept(frame);
    pad(frame, free());
    return frame;
  }

  /** Adds what is kept to the locals of a frame of the method's own. */
  Object[] withKept(List<Object> frame) {
    for (int i = 0; i < parameters.length; i++) {
      if (overwritten[i]) {
        pad(frame, kept(i));
        frame.add(element(parameters[i]));
      }
    }
    return frame.toArray();
  }

  private static void pad(List<Object> frame, int size) {
    int slots = 0;
    for (Object element : frame) {
      slots += element.equals(Opcodes.LONG) || element.equals(Opcodes.DOUBLE) ? 2 : 1;
    }
    for (; slots < size; slots++) {
      frame.add(Opcodes.TOP);
    }
  }

  /** As a frame names it. */
  static Object element(Type type) {
    return switch (type.getSort()) {
      case Type.LONG -> Opcodes.LONG;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      case Type.ARRAY, Type.OBJECT -> type.getInternalName();
      default -> Opcodes.INTEGER;
    };
  }
}
