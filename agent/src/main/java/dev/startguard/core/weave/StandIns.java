package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.ClassFile;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Static methods that call what method references named, with probes. Private, so that the default
 * {@code serialVersionUID} stays; synthetic, as a lambda's body is.
 *
 * <p>In stack traces one is a frame more, between what it calls and whoever calls the function:
 * {@code Billing.startguard$0}, in the line of the reference, as if a lambda stood there. The JVM
 * hides frames of the JDK's classes alone. Types, messages and results stay as they are.
 */
final class StandIns {
  static final String PREFIX = "startguard$";

  private static final int ACCESS =
      Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

  private final Calls calls;
  private final String host;
  private final boolean inInterface;
  private final List<StandIn> all = new ArrayList<>();

  StandIns(Calls calls, String host, boolean inInterface) {
    this.calls = calls;
    this.host = host;
    this.inInterface = inInterface;
  }

  /**
   * The handle that takes the reference's place.
   *
   * @param captured the descriptor of the {@code invokedynamic}
   * @param line where the reference is written, 0 when unknown
   */
  Handle add(Reference reference, String captured, int[] found, Place[] places, int line) {
    String name = PREFIX + all.size();
    String descriptor = reference.staticDescriptor(captured);
    all.add(new StandIn(name, descriptor, reference, found, places, line));
    return new Handle(Opcodes.H_INVOKESTATIC, host, name, descriptor, inInterface);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  void write(ClassVisitor out, String file) {
    for (StandIn method : all) {
      write(out, file, method);
    }
  }

  private void write(ClassVisitor out, String file, StandIn method) {
    MethodVisitor code = out.visitMethod(ACCESS, method.name, method.descriptor, null, null);
    code.visitCode();
    if (method.line > 0) {
      Label begin = new Label();
      code.visitLabel(begin);
      code.visitLineNumber(method.line, begin);
    }
    Handle target = method.reference.handle();
    if (method.reference.receives()) {
      refuseNull(code);
    }
    if (method.reference.creates()) {
      code.visitTypeInsn(Opcodes.NEW, target.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
    Type[] parameters = Type.getArgumentTypes(method.descriptor);
    int local = 0;
    for (int i = 0; i < parameters.length; i++) {
      code.visitVarInsn(parameters[i].getOpcode(Opcodes.ILOAD), local);
      local += parameters[i].getSize();
      if (i == 0
          && method.reference.receives()
          && !parameters[0].getInternalName().equals(target.getOwner())) {
        // Else the verifier would load the narrower type.
        code.visitTypeInsn(Opcodes.CHECKCAST, target.getOwner());
      }
    }
    ProbeWriter probes = new ProbeWriter(code, calls, file, local, null);
    probes.call(
        method.reference.opcode(),
        target.getOwner(),
        target.getName(),
        target.getDesc(),
        target.isInterface(),
        method.found,
        method.places);
    Type result = Type.getReturnType(method.descriptor);
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    int stack = Math.max(local, result.getSize()) + 2; // an object and its double
    code.visitMaxs(stack + probes.moreStack(), local + probes.moreLocals());
    code.visitEnd();
  }

  /** Without a message, which the JVM would make for the call here, and does not in a function. */
  private static void refuseNull(MethodVisitor code) {
    String type = "java/lang/NullPointerException";
    Label present = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitJumpInsn(Opcodes.IFNONNULL, present);
    code.visitTypeInsn(Opcodes.NEW, type);
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, type, ClassFile.CONSTRUCTOR, "()V", false);
    code.visitInsn(Opcodes.ATHROW);
    code.visitLabel(present);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
  }

  @SuppressWarnings("ArrayRecordComponent") // within this file, and never compared
  private record StandIn(
      String name, String descriptor, Reference reference, int[] found, Place[] places, int line) {}
}
