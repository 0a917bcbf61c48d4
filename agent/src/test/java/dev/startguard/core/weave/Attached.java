package dev.startguard.core.weave;

import java.lang.instrument.Instrumentation;

/** This JVM's own instrumentation, which Byte Buddy's agent attaches. */
final class Attached {
  private Attached() {}

  /** By reflection: the compiler would warn of annotations on the class that are not there. */
  static Instrumentation instrumentation() throws ReflectiveOperationException {
    return (Instrumentation)
        Class.forName("net.bytebuddy.agent.ByteBuddyAgent").getMethod("install").invoke(null);
  }
}
