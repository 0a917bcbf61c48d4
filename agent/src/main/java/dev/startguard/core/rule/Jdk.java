package dev.startguard.core.rule;

import org.jspecify.annotations.Nullable;

/** Which classes are the JDK's own, whose methods are no code of the application's. */
public final class Jdk {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  private Jdk() {}

  /** Whether the boot loader or the platform's has defined it. */
  public static boolean has(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == PLATFORM;
  }

  /** Whether the object is of a class that the boot loader has defined; false for null. */
  public static boolean made(@Nullable Object object) {
    return object != null && object.getClass().getClassLoader() == null;
  }
}
