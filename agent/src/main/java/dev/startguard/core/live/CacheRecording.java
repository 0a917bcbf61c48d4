package dev.startguard.core.live;

import dev.startguard.core.check.HostFacts;

/**
 * Whether this JVM records an AOT cache (JEP 483). It aborts at its end when a class that it knows
 * by name, as {@link Throwable}, was redefined: seen with 25.
 */
final class CacheRecording {
  private static final String[] OPTIONS = {"-XX:AOTCacheOutput", "-XX:AOTMode=record"};
  private static final String[] VARIABLES = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"};

  private CacheRecording() {}

  /** Told from the command line, and from the variables that may stand for it. */
  static boolean is(HostFacts host) {
    for (String argument : host.processArguments()) {
      if (named(argument)) {
        return true;
      }
    }
    for (String name : VARIABLES) {
      String value = host.env().get(name);
      if (value != null && named(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean named(String text) {
    for (String option : OPTIONS) {
      if (text.contains(option)) {
        return true;
      }
    }
    return false;
  }
}
