package dev.startguard.core.weave;

import org.jspecify.annotations.Nullable;

/**
 * Whose classes are never woven: the JDK's, those that it generates, other agents', those of a
 * loader that loads the application's, our own.
 */
final class Territory {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
  static final @Nullable ClassLoader OURS = Territory.class.getClassLoader();

  /** In the application's loaders: the JDK's for reflection, proxies and handles; our launcher. */
  private static final String[] GENERATED = {
    "java/",
    "dev/startguard/launcher/",
    "jdk/internal/",
    "jdk/proxy",
    "com/sun/proxy/",
    "sun/reflect/"
  };

  /**
   * Other agents' own, and Spring Boot's launcher: they run inside the loading of classes, where a
   * probe that is being linked would reach itself, without an end, and where each start passes tens
   * of thousands of times.
   */
  private static final String[] LOADING = {
    "io/opentelemetry/javaagent/",
    "datadog/trace/",
    "com/newrelic/agent/",
    "co/elastic/apm/agent/",
    "reactor/blockhound/",
    "org/jacoco/agent/",
    "org/springframework/boot/loader/"
  };

  private Territory() {}

  /** Names only: nothing is loaded, nothing is created. */
  static boolean foreign(@Nullable Module module, @Nullable ClassLoader loader, String className) {
    if (module != null && module.isNamed() && ofJdk(module, loader)) {
      return true;
    }
    return begins(className, GENERATED)
        || begins(className, LOADING)
        || (loader == OURS && loader != null && className.startsWith("dev/startguard/"));
  }

  private static boolean begins(String className, String[] prefixes) {
    for (String prefix : prefixes) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean ofJdk(Module module, @Nullable ClassLoader loader) {
    return loader == null || loader == PLATFORM || module.getName().startsWith("jdk.");
  }
}
