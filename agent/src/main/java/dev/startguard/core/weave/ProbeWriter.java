package dev.startguard.core.weave;

import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.classfile.ClassFile;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes a call with its probes. The receiver never leaves the stack, so that a message about its
 * being null reads as before; arguments that {@code dup} does not reach go through fresh locals.
 */
final class ProbeWriter {
  private static final Handle LINK =
      new Handle(Opcodes.H_INVOKESTATIC, Bridge.NAME, Bridge.LINK, Bridge.LINK_DESCRIPTOR, false);

  private static final Type[] NONE = {};
  private static final Type OBJECT = Type.getObjectType("java/lang/Object");

  private final MethodVisitor out;
  private final Calls calls;
  private final String file;
  private final int firstLocal;
  private final @Nullable OldProbes old;
  private int moreStack;
  private int moreLocals;

  /**
   * @param file the source file, or ""
   * @param firstLocal the first local that the method does not use
   * @param old how a class writes its probes that cannot hold {@code invokedynamic}
   */
  ProbeWriter(
      MethodVisitor out, Calls calls, String file, int firstLocal, @Nullable OldProbes old) {
    this.out = out;
    this.calls = calls;
    this.file = file;
    this.firstLocal = firstLocal;
    this.old = old;
  }

  /** What the stack needs beyond the method's own. */
  int moreStack() {
    return moreStack;
  }

  /** What the locals need beyond the method's own. */
  int moreLocals() {
    return moreLocals;
  }

  /** A probe that is given nothing. */
  void site(Place place) {
    if (old != null) {
      old.begin(place, "()V", 0);
      old.end();
      moreStack = Math.max(moreStack, OldProbes.MOST_STACK);
    } else {
      probe("()V", place);
    }
  }

  /** A probe that is given the object on the stack, which stays there. */
  void dropped(Place place) {
    give(OBJECT, NONE, true, firstLocal, place);
    moreStack = Math.max(moreStack, old == null ? 1 : OldProbes.MOST_STACK);
    moreLocals = Math.max(moreLocals, old == null ? 0 : 1);
  }

  /**
   * Writes the call and its probes; after a constructor, for the object that it leaves.
   *
   * @param found the numbers of the watched calls that this one is, a place for each
   */
  void call(
      int opcode,
      String owner,
      String name,
      String descriptor,
      boolean isInterface,
      int[] found,
      Place[] places) {
    Type[] values = values(opcode, name, descriptor);
    boolean receiver = values.length > 0 && opcode != Opcodes.INVOKESTATIC && named(name);
    boolean after = calls.any(found, Kind.OUTCOME);
    boolean kept = after;
    boolean examined = calls.any(found, Kind.VALUE);
    kept |= examined && (old != null || !dupReaches(values));
    int beyond = firstLocal;
    for (Type value : values) {
      beyond += value.getSize();
    }
    if (kept) {
      store(values, receiver, beyond);
    }
    for (int i = 0; i < found.length; i++) {
      Kind kind = calls.get(found[i]).kind();
      if (kind == Kind.SITE) {
        site(places[i]);
      } else if (kind == Kind.VALUE) {
        give(null, values, kept, beyond, places[i]);
      }
    }
    if (kept) {
      load(values, receiver ? 1 : 0);
      if (!after) {
        forget(values, firstLocal);
      }
    }
    out.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    Type result = named(name) ? erased(Type.getReturnType(descriptor)) : OBJECT;
    for (int i = 0; i < found.length; i++) {
      Kind kind = calls.get(found[i]).kind();
      if (kind.after()) {
        give(result, kind == Kind.OUTCOME ? values : NONE, true, beyond, places[i]);
      }
    }
    if (after) {
      forget(values, firstLocal);
    }
    int all = result.getSize() + beyond - firstLocal;
    moreStack = Math.max(moreStack, all + (old == null ? 1 : OldProbes.MOST_STACK));
    moreLocals = Math.max(moreLocals, kept || old != null ? all : 0);
  }

  /**
   * @param result what lies on the stack, and stays there; null before the call
   * @param kept whether the values are in locals, else on the stack
   * @param beyond the first local behind the values of the call, which other probes need, too
   */
  private void give(@Nullable Type result, Type[] values, boolean kept, int beyond, Place place) {
    if (old != null) {
      give(old, result, values, beyond, place);
      return;
    }
    if (result != null) {
      duplicate(result.getSize() == 0 ? NONE : new Type[] {result});
    }
    if (kept) {
      load(values, 0);
    } else {
      duplicate(values);
    }
    probe(shape(result, values), place);
  }

  private void give(OldProbes old, @Nullable Type result, Type[] values, int beyond, Place place) {
    boolean more = result != null && result.getSize() > 0;
    if (result != null && more) {
      duplicate(new Type[] {result});
      out.visitVarInsn(result.getOpcode(Opcodes.ISTORE), beyond);
    }
    old.begin(place, shape(result, values), values.length + (more ? 1 : 0));
    if (result != null && more) {
      old.value(result, beyond);
    }
    int local = firstLocal;
    for (Type value : values) {
      old.value(value, local);
      local += value.getSize();
    }
    old.end();
    if (more) {
      forget(new Type[] {result}, beyond);
    }
  }

  /** What a probe can be given: never an object before its constructor has run. */
  private static Type[] values(int opcode, String name, String descriptor) {
    Type[] arguments = Type.getArgumentTypes(descriptor);
    int first = opcode != Opcodes.INVOKESTATIC && named(name) ? 1 : 0;
    Type[] values = new Type[first + arguments.length];
    if (first == 1) {
      values[0] = OBJECT;
    }
    for (int i = 0; i < arguments.length; i++) {
      values[first + i] = erased(arguments[i]);
    }
    return values;
  }

  private static boolean named(String name) {
    return !name.equals(ClassFile.CONSTRUCTOR);
  }

  /** With references as {@code Object} no type has to be resolved to link a probe. */
  private static Type erased(Type type) {
    return type.getSort() < Type.ARRAY ? type : OBJECT;
  }

  private static boolean dupReaches(Type[] values) {
    return values.length < 2
        || (values.length == 2 && values[0].getSize() + values[1].getSize() == 2);
  }

  private void duplicate(Type[] values) {
    int size = 0;
    for (Type value : values) {
      size += value.getSize();
    }
    if (size > 0) {
      out.visitInsn(size == 1 ? Opcodes.DUP : Opcodes.DUP2);
    }
  }

  /** Takes the arguments off the stack, and a copy of the receiver. */
  private void store(Type[] values, boolean receiver, int beyond) {
    int local = beyond;
    for (int i = values.length - 1; i >= 0; i--) {
      local -= values[i].getSize();
      if (receiver && i == 0) {
        out.visitInsn(Opcodes.DUP);
      }
      out.visitVarInsn(values[i].getOpcode(Opcodes.ISTORE), local);
    }
  }

  private void load(Type[] values, int from) {
    int local = firstLocal;
    for (int i = 0; i < values.length; i++) {
      if (i >= from) {
        out.visitVarInsn(values[i].getOpcode(Opcodes.ILOAD), local);
      }
      local += values[i].getSize();
    }
  }

  /** Has the locals hold nothing alive: the method may go on for as long as the program. */
  private void forget(Type[] values, int first) {
    int local = first;
    for (Type value : values) {
      if (value.getSort() == Type.OBJECT) {
        out.visitInsn(Opcodes.ACONST_NULL);
        out.visitVarInsn(Opcodes.ASTORE, local);
      }
      local += value.getSize();
    }
  }

  private static String shape(@Nullable Type result, Type[] values) {
    StringBuilder shape = new StringBuilder("(");
    if (result != null && result.getSize() > 0) {
      shape.append(result.getDescriptor());
    }
    for (Type value : values) {
      shape.append(value.getDescriptor());
    }
    return shape.append(")V").toString();
  }

  private void probe(String shape, Place place) {
    out.visitInvokeDynamicInsn("probe", shape, LINK, place.encoded(), file);
  }
}
