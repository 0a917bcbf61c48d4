package dev.startguard.core.weave;

import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Reads a class of the JDK before it is woven, and finds the methods that are hooked. */
final class HookScout extends ClassVisitor {
  private final Hooks hooks;
  private final @Nullable HookedMethod[] methods;
  private String owner = "";
  private int method = -1;

  /**
   * @param count of the class's methods
   */
  HookScout(Hooks hooks, int count) {
    super(Scout.API);
    this.hooks = hooks;
    methods = new HookedMethod[count];
  }

  /** By method, in the file's order; null for one that is not hooked, or has no code. */
  @Nullable HookedMethod[] methods() {
    return methods;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    owner = name;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    method++;
    int[] found = hooks.find(owner, name, descriptor);
    if (found.length == 0) {
      return null;
    }
    boolean keeps = false;
    for (int number : found) {
      keeps |= hooks.get(number).where() != Hook.Where.ENTRY;
    }
    return new Code(method, new HookedMethod(found, keeps, owner, access, name, descriptor));
  }

  private final class Code extends MethodVisitor {
    private final int index;
    private final HookedMethod hooked;

    Code(int index, HookedMethod hooked) {
      super(Scout.API);
      this.index = index;
      this.hooked = hooked;
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
      if (opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE) {
        hooked.stores(local, 2);
      } else if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
        hooked.stores(local, 1);
      }
    }

    @Override
    public void visitIincInsn(int local, int increment) {
      hooked.stores(local, 1);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      hooked.end(maxLocals);
      methods[index] = hooked;
    }
  }
}
