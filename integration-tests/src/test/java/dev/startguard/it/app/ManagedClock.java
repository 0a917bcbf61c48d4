package dev.startguard.it.app;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Switches off by JMX, and on again, what no call and no hook shows. */
public final class ManagedClock {
  private static final String RULE = "wall-clock-stepped";

  private ManagedClock() {}

  /** Says before, between and after whether it is on and whether it is off. */
  public static void main(String[] args) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("dev.startguard:type=Startguard");
    while (!server.isRegistered(name)) {
      LockSupport.parkNanos(10_000_000);
    }
    say(server, name);
    for (String operation : List.of("switchOff", "switchOn")) {
      server.invoke(name, operation, new Object[] {RULE}, new String[] {String.class.getName()});
      say(server, name);
    }
  }

  private static void say(MBeanServer server, ObjectName name) throws Exception {
    System.out.println(has(server, name, "RulesOn") + " " + has(server, name, "RulesSwitchedOff"));
  }

  private static boolean has(MBeanServer server, ObjectName name, String attribute)
      throws Exception {
    return List.of((String[]) server.getAttribute(name, attribute)).contains(RULE);
  }
}
