package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.Instructions;
import dev.startguard.core.weave.classfile.Pool;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes what {@link ProbeWriter} puts beside a call as bytes, and the call as it stands. */
final class Inserts extends MethodVisitor {
  private static final int MOST_IN_BYTE = 255;

  /** Beyond, instructions with the local in their opcode have ended. */
  private static final int SHORT_LOCALS = 4;

  private static final int ILOAD_0 = 26;
  private static final int ISTORE_0 = 59;
  private static final int WIDE = Instructions.WIDE;

  private final byte[] file;
  private final Pool pool;
  private final Bootstraps bootstraps;
  private final Bytes code;
  private int callBegin;
  private int callEnd;

  /**
   * @param code what it is written to
   */
  Inserts(byte[] file, Pool pool, Bootstraps bootstraps, Bytes code) {
    super(Scout.API);
    this.file = file;
    this.pool = pool;
    this.bootstraps = bootstraps;
    this.code = code;
  }

  /** Says where the next call stands in the file. */
  void call(int begin, int end) {
    callBegin = begin;
    callEnd = end;
  }

  @Override
  public void visitInsn(int opcode) {
    code.u1(opcode);
  }

  @Override
  public void visitVarInsn(int opcode, int local) {
    if (local < SHORT_LOCALS) {
      boolean loads = opcode < Opcodes.ISTORE;
      int first = loads ? ILOAD_0 : ISTORE_0;
      code.u1(first + (opcode - (loads ? Opcodes.ILOAD : Opcodes.ISTORE)) * SHORT_LOCALS + local);
    } else if (local <= MOST_IN_BYTE) {
      code.u1(opcode);
      code.u1(local);
    } else {
      code.u1(WIDE);
      code.u1(opcode);
      code.u2(local);
    }
  }

  /** The call itself. */
  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    code.copy(file, callBegin, callEnd);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    int number = bootstraps.add(bootstrap, arguments);
    code.u1(Opcodes.INVOKEDYNAMIC);
    code.u2(pool.dynamicCall(number, name, descriptor));
    code.u2(0);
  }
}
