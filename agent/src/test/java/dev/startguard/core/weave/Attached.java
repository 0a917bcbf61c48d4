package dev.startguard.core.weave;

import java.lang.instrument.Instrumentation;

/** This JVM's own instrumentation, which Byte Buddy's agent attaches. */
public final class Attached {
  private Attached() {}

  /** By reflection: the compiler would warn of annotations on the class that are not there. */
  public static Instrumentation instrumentation() {
    try {
      return (Instrumentation)
          Class.forName("net.bytebuddy.agent.ByteBuddyAgent").getMethod("install").invoke(null);
    } catch (ReflectiveOperationException absent) {
      throw new LinkageError(absent.getMessage(), absent);
    }
  }
}
