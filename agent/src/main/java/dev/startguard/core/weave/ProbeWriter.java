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
      old.begin(place, "", 0);
      old.end();
      moreStack = Math.max(moreStack, OldProbes.MOST_STACK);
    } else {
      probe("", place);
    }
  }

  /** A probe that is given the object on the stack, which stays there. */
  void dropped(Place place) {
    give(OBJECT, NONE, true, firstLocal, place);
    moreStack = Math.max(moreStack, Math.max(ProbeType.MOST_STACK, OldProbes.MOST_STACK));
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
    int probe = old == null ? ProbeType.MOST_STACK : OldProbes.MOST_STACK;
    moreStack = Math.max(moreStack, all + probe);
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
    Type outcome = result != null && result.getSize() > 0 ? result : null;
    if (outcome != null) {
      out.visitInsn(outcome.getSize() == 1 ? Opcodes.DUP : Opcodes.DUP2);
    }
    String letters = letters(outcome, values);
    int number = ProbeType.number(letters);
    if (ProbeType.fits(letters) && number >= 0) {
      number(outcome, values, outcome == null ? number : number - 1);
    } else {
      if (kept) {
        load(values, 0);
      } else if (values.length > 0) {
        out.visitInsn(values.length == 1 ? Opcodes.DUP : Opcodes.DUP2);
      }
      if (ProbeType.fits(letters)) {
        fill(ProbeType.MOST_REFERENCES - letters.length());
      }
    }
    probe(letters, place);
  }

  /**
   * Puts what is given on the stack as {@link ProbeType#NUMBER} has it.
   *
   * @param outcome the type of the first of it, which is there already; null when that is the first
   *     of the values
   * @param number its place among the values; -1 when the outcome is it
   */
  private void number(@Nullable Type outcome, Type[] values, int number) {
    int next = 0;
    if (outcome == null || number < 0) {
      if (outcome != null) {
        widen(outcome);
      }
      next = number == 0 ? 1 : 0;
      if (next < values.length) {
        load(values, next, next + 1);
      } else {
        fill(1);
      }
      next++;
    }
    if (number < 0) {
      out.visitInsn(Opcodes.DUP_X2);
      out.visitInsn(Opcodes.POP);
    } else {
      load(values, number, number + 1);
      widen(values[number]);
    }
    int missing = ProbeType.MOST_REFERENCES - 2;
    for (int i = next; i < values.length; i++) {
      if (i != number) {
        load(values, i, i + 1);
        missing--;
      }
    }
    fill(missing);
  }

  private void widen(Type number) {
    if (number.getSize() == 1) {
      out.visitInsn(Opcodes.I2L);
    }
  }

  private void fill(int missing) {
    for (int i = 0; i < missing; i++) {
      out.visitInsn(Opcodes.ACONST_NULL);
    }
  }

  private void give(OldProbes old, @Nullable Type result, Type[] values, int beyond, Place place) {
    boolean more = result != null && result.getSize() > 0;
    if (result != null && more) {
      out.visitInsn(result.getSize() == 1 ? Opcodes.DUP : Opcodes.DUP2);
      out.visitVarInsn(result.getOpcode(Opcodes.ISTORE), beyond);
    }
    String letters = letters(more ? result : null, values);
    old.begin(place, letters, letters.length());
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
    for (Type value : values) {
      if (value.getSort() != Type.OBJECT) {
        return false;
      }
    }
    return values.length <= 2;
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
    load(values, from, values.length);
  }

  private void load(Type[] values, int from, int to) {
    int local = firstLocal;
    for (int i = 0; i < to; i++) {
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

  /** See {@link ProbeType}. */
  private static String letters(@Nullable Type outcome, Type[] values) {
    StringBuilder letters = new StringBuilder();
    if (outcome != null) {
      letters.append(letter(outcome));
    }
    for (Type value : values) {
      letters.append(letter(value));
    }
    return letters.toString();
  }

  private static char letter(Type value) {
    return value.getDescriptor().charAt(0); // of Object L as well
  }

  private void probe(String letters, Place place) {
    out.visitInvokeDynamicInsn(
        ProbeType.NAME + letters, ProbeType.of(letters), LINK, place.encoded(), file);
  }
}
