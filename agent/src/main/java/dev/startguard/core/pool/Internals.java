package dev.startguard.core.pool;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/**
 * Finds private parts of the JDK, in packages that it has been made to open. Who asks keeps them in
 * a class of its own, so that nothing is looked up before it is needed.
 */
public final class Internals {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private Internals() {}

  /**
   * A class that need not be public.
   *
   * @throws IllegalStateException when this JDK has none
   */
  public static Class<?> type(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  /**
   * A field of any access.
   *
   * @throws IllegalStateException when the class has none of that name and type
   */
  public static VarHandle field(Class<?> owner, String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(owner, LOOKUP).findVarHandle(owner, name, type);
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  /**
   * A static field of any access.
   *
   * @throws IllegalStateException when the class has none of that name and type
   */
  public static VarHandle common(Class<?> owner, String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(owner, LOOKUP).findStaticVarHandle(owner, name, type);
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  /**
   * A method of any access without parameters.
   *
   * @throws IllegalStateException when the class has none of that name and result
   */
  static MethodHandle method(Class<?> owner, String name, Class<?> result) {
    try {
      return MethodHandles.privateLookupIn(owner, LOOKUP)
          .findVirtual(owner, name, MethodType.methodType(result));
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  /**
   * A static method of any access.
   *
   * @throws IllegalStateException when the class has none of that name and shape
   */
  static MethodHandle function(
      Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    try {
      return MethodHandles.privateLookupIn(owner, LOOKUP)
          .findStatic(owner, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
  }
}
