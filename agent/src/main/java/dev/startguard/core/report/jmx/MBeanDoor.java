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

/**
 * Registers the MBean at the server that the application has made. Never makes one. May be asked
 * once a second for as long as the JVM runs: many load {@link ManagementFactory} and make no
 * server.
 */
public final class MBeanDoor {
  private static final String NAME = "dev.startguard:type=Startguard";

  /** Where the JDK keeps the server. */
  private final VarHandle server;

  /**
   * Looks for the place, not for the server.
   *
   * @param instrumentation to look into the class
   * @throws ReflectiveOperationException when this JDK keeps the server elsewhere
   */
  public MBeanDoor(Instrumentation instrumentation) throws ReflectiveOperationException {
    instrumentation.redefineModule(
        ManagementFactory.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang.management", Set.of(MBeanDoor.class.getModule())),
        Set.of(),
        Map.of());
    server =
        MethodHandles.privateLookupIn(ManagementFactory.class, MethodHandles.lookup())
            .findStaticVarHandle(ManagementFactory.class, "platformMBeanServer", MBeanServer.class);
  }

  /**
   * Registers the bean, unless there is no platform MBean server yet.
   *
   * @return whether there is one
   * @throws JMException when the server refuses the bean
   */
  public boolean register(StartguardMXBean bean) throws JMException {
    MBeanServer platform = (MBeanServer) server.getVolatile();
    if (platform == null) {
      return false;
    }
    ObjectName name = new ObjectName(NAME);
    if (!platform.isRegistered(name)) { // a second agent in this JVM keeps to the first one's
      platform.registerMBean(bean, name);
    }
    return true;
  }
}
