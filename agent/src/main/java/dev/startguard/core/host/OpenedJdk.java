package dev.startguard.core.host;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Opens packages of {@code java.base} to this class's module alone. An agent may; it prints nothing
 * on JDK 17 to 25, and the application sees nothing of it.
 */
final class OpenedJdk {
  private OpenedJdk() {}

  static void open(Instrumentation instrumentation, String... packages) {
    Set<Module> us = Set.of(OpenedJdk.class.getModule());
    Map<String, Set<Module>> opens = new HashMap<>();
    for (String name : packages) {
      opens.put(name, us);
    }
    instrumentation.redefineModule(
        Object.class.getModule(), Set.of(), Map.of(), opens, Set.of(), Map.of());
  }
}
