package dev.startguard.core.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Follows objects from where they are allocated to their constructor, so that it is known whether
 * one is left on the stack then. Follows no branch, and nothing that shuffles the stack: what
 * remains can lose an uninitialised object in its constructor only, as the verifier sees to it. To
 * be given code without line numbers, whose labels are all targets.
 */
class NewObjects extends MethodVisitor {
  private final boolean inConstructor;

  /** Of those whose constructor has not run; the latest last. */
  private final List<String> types = new ArrayList<>();

  /** Whether a second reference to it lies below. */
  private final List<Boolean> twice = new ArrayList<>();

  private boolean fresh;

  /**
   * @param inConstructor whether local 0 may be an object whose constructor has not run either
   */
  NewObjects(boolean inConstructor) {
    super(Scout.API);
    this.inConstructor = inConstructor;
  }

  /**
   * To be told of each call of a constructor.
   *
   * @return whether its object is certain to lie on top of the stack when it returns
   */
  final boolean constructed(String type) {
    int last = types.size() - 1;
    if (last < 0) {
      return false;
    }
    boolean left = twice.remove(last);
    if (!types.remove(last).equals(type)) {
      lose();
      return false;
    }
    return left;
  }

  private void lose() {
    types.clear();
    twice.clear();
    fresh = false;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    fresh = opcode == Opcodes.NEW;
    if (fresh) {
      types.add(type);
      twice.add(false);
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.DUP) {
      if (fresh) {
        twice.set(twice.size() - 1, true);
      }
      fresh = false;
    } else if ((opcode >= Opcodes.POP && opcode <= Opcodes.SWAP) || opcode >= Opcodes.IRETURN) {
      lose(); // ends or monitors, too
    } else {
      fresh = false;
    }
  }

  @Override
  public void visitVarInsn(int opcode, int local) {
    if (opcode == Opcodes.ASTORE || (opcode == Opcodes.ALOAD && local == 0 && inConstructor)) {
      lose();
    }
    fresh = false;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    fresh = false;
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    fresh = false;
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    fresh = false;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    fresh = false;
  }

  @Override
  public void visitLdcInsn(Object value) {
    fresh = false;
  }

  @Override
  public void visitIincInsn(int local, int increment) {
    fresh = false;
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    fresh = false;
  }

  @Override
  public void visitLabel(Label label) {
    lose();
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    lose();
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    lose();
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    lose();
  }
}
