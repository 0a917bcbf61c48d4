package dev.startguard.core.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes one method again with its hooks: at its begin, where its returns jump to, and in a handler
 * of whatever leaves it. Each call to the bridge is guarded by itself, so that not even the heap's
 * end in it reaches the method.
 */
final class HookWriter extends MethodVisitor {
  private static final String OBJECT = "java/lang/Object";
  private static final Object[] NOTHING = {};
  private static final Object[] THROWN = {"java/lang/Throwable"};
  private static final Type THROWABLE = Type.getObjectType("java/lang/Throwable");

  /** The number, the array twice, an index, and a value. */
  private static final int MOST_STACK = 6;

  private final HookedMethod method;
  private final int[] atEntry;
  private final int[] atReturn;
  private final int[] atThrow;
  private final Label body = new Label();
  private final Label exit = new Label();
  private boolean returns;

  HookWriter(MethodVisitor out, Hooks hooks, HookedMethod method) {
    super(Scout.API, out);
    this.method = method;
    atEntry = at(Hook.Where.ENTRY, hooks);
    atReturn = at(Hook.Where.RETURN, hooks);
    atThrow = at(Hook.Where.THROW, hooks);
  }

  private int[] at(Hook.Where where, Hooks hooks) {
    int[] found = Calls.NONE;
    for (int number : method.hooks()) {
      if (hooks.get(number).where() == where) {
        found = Arrays.copyOf(found, found.length + 1);
        found[found.length - 1] = number;
      }
    }
    return found;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    Type[] parameters = method.parameters();
    for (int i = 0; i < parameters.length; i++) {
      if (method.overwritten(i)) {
        super.visitVarInsn(parameters[i].getOpcode(Opcodes.ILOAD), method.local(i));
        super.visitVarInsn(parameters[i].getOpcode(Opcodes.ISTORE), method.kept(i));
      }
    }
    if (atEntry.length > 0) {
      call(atEntry, null, method.begin(), method.receives() && !method.constructor());
      super.visitInsn(Opcodes.NOP); // the method may have a frame at its first instruction
    }
    super.visitLabel(body);
  }

  @Override
  public void visitFrame(int type, int localCount, Object[] locals, int stackSize, Object[] stack) {
    List<Object> frame = new ArrayList<>(Arrays.asList(locals).subList(0, localCount));
    Object[] all = method.withKept(frame);
    super.visitFrame(type, all.length, all, stackSize, stack);
  }

  @Override
  public void visitInsn(int opcode) {
    if (atReturn.length == 0 || opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      super.visitInsn(opcode);
      return;
    }
    if (method.result().getSize() > 0) {
      super.visitVarInsn(method.result().getOpcode(Opcodes.ISTORE), method.free());
    }
    returns = true;
    super.visitJumpInsn(Opcodes.GOTO, exit);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    Label end = new Label();
    super.visitLabel(end);
    if (returns) {
      super.visitLabel(exit);
      Type result = method.result();
      Object[] locals = ending(result);
      super.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, NOTHING);
      call(atReturn, result, locals, method.receives());
      if (result.getSize() > 0) {
        super.visitVarInsn(result.getOpcode(Opcodes.ILOAD), method.free());
      }
      super.visitInsn(result.getOpcode(Opcodes.IRETURN));
    }
    if (atThrow.length > 0) {
      Label handler = new Label();
      super.visitLabel(handler);
      Object[] locals = method.end().toArray();
      super.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, THROWN);
      super.visitVarInsn(Opcodes.ASTORE, method.free());
      call(atThrow, THROWABLE, ending(THROWABLE), method.receives());
      super.visitVarInsn(Opcodes.ALOAD, method.free());
      super.visitInsn(Opcodes.ATHROW);
      super.visitTryCatchBlock(body, end, handler, null); // after the method's own handlers
    }
    super.visitMaxs(Math.max(maxStack, MOST_STACK), method.free() + 2);
  }

  private Object[] ending(Type outcome) {
    List<Object> locals = method.end();
    if (outcome.getSize() > 0) {
      locals.add(HookedMethod.element(outcome));
    }
    return locals.toArray();
  }

  /**
   * @param outcome null when there is none; else it is in the first free local
   * @param locals of a frame here
   */
  private void call(int[] hooks, @Nullable Type outcome, Object[] locals, boolean receiver) {
    Label begin = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label next = new Label();
    super.visitTryCatchBlock(begin, end, handler, null);
    super.visitLabel(begin);
    for (int number : hooks) {
      push(number);
      values(outcome, receiver);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, Bridge.NAME, Bridge.HOOK, Bridge.HOOK_DESCRIPTOR, false);
    }
    super.visitLabel(end);
    super.visitJumpInsn(Opcodes.GOTO, next);
    super.visitLabel(handler);
    super.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, THROWN);
    super.visitInsn(Opcodes.POP);
    super.visitLabel(next);
    super.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, NOTHING);
  }

  private void values(@Nullable Type outcome, boolean receiver) {
    Type[] parameters = method.parameters();
    push(Hook.ARGUMENTS + parameters.length);
    super.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
    if (outcome != null && outcome.getSize() > 0) {
      value(Hook.OUTCOME, outcome, method.free());
    }
    if (receiver) {
      value(Hook.RECEIVER, Type.getObjectType(OBJECT), 0);
    }
    for (int i = 0; i < parameters.length; i++) {
      value(Hook.ARGUMENTS + i, parameters[i], method.kept(i));
    }
  }

  private void value(int index, Type type, int local) {
    super.visitInsn(Opcodes.DUP);
    push(index);
    super.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
    Boxing.box(this.mv, type);
    super.visitInsn(Opcodes.AASTORE);
  }

  private void push(int value) {
    if (value <= 5) {
      super.visitInsn(Opcodes.ICONST_0 + value);
    } else {
      super.visitIntInsn(Opcodes.SIPUSH, value);
    }
  }
}
