package dev.startguard.core.weave;

import java.util.Arrays;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Reads a class before it is woven, and decides which of its methods will be. */
final class Scout extends ClassVisitor {
  static final int API = Opcodes.ASM9;

  /** What {@code -XX:-DontCompileHugeMethods} lifts: the JIT compiles no method beyond. */
  private static final int HUGE = 8000;

  private static final int MOST = 65_535;

  /** Javac's, of serialisable lambdas: it creates again what is created elsewhere. */
  private static final String DESERIALIZE = "$deserializeLambda$";

  private final Calls calls;
  private final int[] codeLengths;
  private final boolean standIns;
  private final Tally tally;
  private final int[] locals;
  private int method = -1;
  private int sites;
  private boolean woven;

  /**
   * @param standIns whether methods may be added
   */
  Scout(Calls calls, int[] codeLengths, boolean standIns, Tally tally) {
    super(API);
    this.calls = calls;
    this.codeLengths = codeLengths;
    this.standIns = standIns;
    this.tally = tally;
    this.locals = new int[codeLengths.length];
    Arrays.fill(locals, -1);
  }

  /** By method, in the file's order: how many locals it has; -1 when it stays as it is. */
  int[] locals() {
    return locals;
  }

  /** How many calls will get probes. */
  int sites() {
    return woven ? 0 : sites;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    method++;
    woven |= name.startsWith(StandIns.PREFIX);
    return name.equals(DESERIALIZE) ? null : new Code(codeLengths[method]);
  }

  private final class Code extends MethodVisitor {
    private final int length;
    private int found;
    private int bytes;
    private int moreSlots;
    private boolean subroutine;

    Code(int length) {
      super(API);
      this.length = length;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      int[] numbers = calls.find(owner, name, descriptor);
      if (numbers.length > 0) {
        found++;
        bytes += ProbeWriter.mostBytes(calls, numbers, opcode, descriptor);
        moreSlots = Math.max(moreSlots, ProbeWriter.slots(opcode, descriptor) + 4);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (int i = 0; i < arguments.length; i++) {
        if (Reference.names(arguments[i])) {
          reference(new Reference(i, (Handle) arguments[i]), bootstrap, arguments);
        }
      }
    }

    private void reference(Reference reference, Handle bootstrap, Object[] arguments) {
      int[] numbers = reference.find(calls);
      boolean replaced = standIns && reference.replaceable(bootstrap, arguments);
      if (calls.examines(numbers) && !replaced) {
        tally.count(LeftAlone.REFERENCE);
      }
      if ((calls.examines(numbers) && replaced) || calls.any(numbers, Kind.SITE)) {
        found++;
        bytes += ProbeWriter.mostBytes(calls, numbers, Opcodes.INVOKESTATIC, "()V");
      }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      subroutine |= opcode == Opcodes.JSR;
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
      subroutine |= opcode == Opcodes.RET;
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      if (found == 0) {
        return;
      }
      if (subroutine) {
        tally.count(LeftAlone.SUBROUTINE);
      } else if (length + bytes > (length > HUGE ? MOST : HUGE)
          || Math.max(maxStack, maxLocals) + moreSlots > MOST) {
        tally.count(LeftAlone.TOO_LARGE);
      } else {
        locals[method] = maxLocals;
        sites += found;
      }
    }
  }
}
