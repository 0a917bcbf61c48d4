package dev.startguard.core.rule;

import dev.startguard.core.weave.bridge.Bridge;
import java.lang.instrument.Instrumentation;

/** The JDK's packages, open to rules as they are in a service. */
public final class Opened {
  private Opened() {}

  /** Opens them in this very JVM. */
  public static void all() {
    try {
      Bridge.define(
          (Instrumentation)
              Class.forName("net.bytebuddy.agent.ByteBuddyAgent")
                  .getMethod("install")
                  .invoke(null));
    } catch (ReflectiveOperationException refused) {
      throw new LinkageError(refused.getMessage(), refused);
    }
  }
}
