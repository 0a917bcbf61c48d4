package dev.startguard.core.rule.calendar;

import org.jspecify.annotations.Nullable;

/** Tells objects of the JDK's own classes, whose methods are no code of the application's. */
final class Jdk {
  private Jdk() {}

  static boolean made(@Nullable Object object) {
    return object != null && object.getClass().getClassLoader() == null;
  }
}
