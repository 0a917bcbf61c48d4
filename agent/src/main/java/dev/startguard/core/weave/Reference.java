package dev.startguard.core.weave;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * A method reference: a handle among the arguments of the {@code invokedynamic} that creates it.
 *
 * @param index its place among the arguments
 */
record Reference(int index, Handle handle) {
  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final int IMPLEMENTATION = 1;
  private static final int FLAGS = 3;
  private static final int SERIALIZABLE = 1;

  private static final String SQL = "java/sql/";
  private static final boolean SQL_PRESENT = ModuleLayer.boot().findModule("java.sql").isPresent();

  /** Whether an argument of a bootstrap method names a method. */
  static boolean names(Object argument) {
    return argument instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL;
  }

  /** The calls that the function will make; empty when none of them is watched. */
  int[] find(Calls calls) {
    return calls.ignored(calls.find(handle.getOwner(), handle.getName(), handle.getDesc()), false);
  }

  /**
   * Whether a method of the class may take the handle's place: what is serialised names the method
   * that it calls, and a {@code super} call is none of another class. Whoever asks a class for its
   * methods looks for their types, too, so none may be of a module that is not there.
   */
  boolean replaceable(Handle bootstrap, Object[] arguments) {
    return bootstrap.getOwner().equals(METAFACTORY)
        && index == IMPLEMENTATION
        && handle.getTag() != Opcodes.H_INVOKESPECIAL
        && (SQL_PRESENT || !handle.getOwner().startsWith(SQL))
        && !(arguments.length > FLAGS
            && arguments[FLAGS] instanceof Integer flags
            && (flags & SERIALIZABLE) != 0);
  }

  int opcode() {
    return switch (handle.getTag()) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
      case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
      default -> Opcodes.INVOKESPECIAL;
    };
  }

  boolean creates() {
    return handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
  }

  /** Whether the function's first argument is the object that is called. */
  boolean receives() {
    return !creates() && handle.getTag() != Opcodes.H_INVOKESTATIC;
  }

  /**
   * The shape of a static method that does the same.
   *
   * @param captured the descriptor of the {@code invokedynamic}: LambdaMetafactory wants a captured
   *     receiver to be passed as exactly the type that it has
   */
  String staticDescriptor(String captured) {
    Type result =
        creates() ? Type.getObjectType(handle.getOwner()) : Type.getReturnType(handle.getDesc());
    Type[] arguments = Type.getArgumentTypes(handle.getDesc());
    if (!receives()) {
      return Type.getMethodDescriptor(result, arguments);
    }
    Type[] known = Type.getArgumentTypes(captured);
    Type[] all = new Type[arguments.length + 1];
    all[0] = known.length > 0 ? known[0] : Type.getObjectType(handle.getOwner());
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Type.getMethodDescriptor(result, all);
  }
}
