package dev.startguard.core.weave;

import org.jspecify.annotations.Nullable;

/** Whose classes are never woven: the JDK's, those that it generates, and our own. */
final class Territory {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
  private static final @Nullable ClassLoader OURS = Territory.class.getClassLoader();

  /** In the application's loaders: the JDK's for reflection, proxies and handles; our launcher. */
  private static final String[] GENERATED = {
    "java/",
    "dev/startguard/launcher/",
    "jdk/internal/",
    "jdk/proxy",
    "com/sun/proxy/",
    "sun/reflect/"
  };

  private Territory() {}

  /** Names only: nothing is loaded, nothing is created. */
  static boolean foreign(@Nullable Module module, @Nullable ClassLoader loader, String className) {
    if (module != null && module.isNamed() && ofJdk(module, loader)) {
      return true;
    }
    for (String prefix : GENERATED) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return loader == OURS && loader != null && className.startsWith("dev/startguard/");
  }

  private static boolean ofJdk(Module module, @Nullable ClassLoader loader) {
    return loader == null || loader == PLATFORM || module.getName().startsWith("jdk.");
  }
}
