package dev.startguard.core.report.jmx;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Registers the MBean at the server that the application has made. Never makes one. */
public final class MBeanDoor {
  private static final String NAME = "dev.startguard:type=Startguard";

  private MBeanDoor() {}

  /**
   * Registers the bean, unless there is no platform MBean server yet.
   *
   * @param instrumentation to look for the server without making it
   * @return whether there is one
   * @throws ReflectiveOperationException when this JDK keeps it elsewhere
   * @throws JMException when the server refuses the bean
   */
  public static boolean register(Instrumentation instrumentation, StartguardMXBean bean)
      throws ReflectiveOperationException, JMException {
    MBeanServer server = platformServer(instrumentation);
    if (server == null) {
      return false;
    }
    ObjectName name = new ObjectName(NAME);
    if (!server.isRegistered(name)) { // a second agent in this JVM keeps to the first one's
      server.registerMBean(bean, name);
    }
    return true;
  }

  private static @Nullable MBeanServer platformServer(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    instrumentation.redefineModule(
        ManagementFactory.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang.management", Set.of(MBeanDoor.class.getModule())),
        Set.of(),
        Map.of());
    VarHandle field =
        MethodHandles.privateLookupIn(ManagementFactory.class, MethodHandles.lookup())
            .findStaticVarHandle(ManagementFactory.class, "platformMBeanServer", MBeanServer.class);
    return (MBeanServer) field.getVolatile();
  }
}
