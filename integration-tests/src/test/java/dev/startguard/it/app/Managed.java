package dev.startguard.it.app;

import java.lang.management.ManagementFactory;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;

/** Makes the same mistake at three places, and looks at Startguard's MBean in between. */
public final class Managed {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDateTime NEVER = LocalDateTime.of(2027, 3, 28, 2, 30);
  private static final String RULE = "dst-gap-shifted";
  private static final String[] TEXT = {String.class.getName()};

  private Managed() {}

  /** Uses JMX only after its first mistake. */
  public static void main(String[] args) throws Exception {
    first();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("dev.startguard:type=Startguard");
    await(() -> server.isRegistered(name));
    await(() -> count(server, name) == 1);
    server.invoke(name, "switchOff", new Object[] {RULE}, TEXT);
    second();
    System.out.println("off " + Arrays.toString(texts(server, name, "RulesSwitchedOff")));
    server.invoke(name, "switchOn", new Object[] {RULE}, TEXT);
    third();
    await(() -> count(server, name) == 2);
    for (CompositeData each : (CompositeData[]) server.getAttribute(name, "Findings")) {
      System.out.println(each.get("id") + " " + each.get("evidence") + " " + each.get("site"));
    }
    System.out.println("off " + Arrays.toString(texts(server, name, "RulesSwitchedOff")));
    System.out.println("woven " + ((Integer) server.getAttribute(name, "WovenSites") >= 3));
    try {
      server.invoke(name, "switchOff", new Object[] {"no-such-rule"}, TEXT);
    } catch (RuntimeMBeanException unknown) {
      System.out.println(unknown.getCause().getMessage());
    }
  }

  private static void first() {
    System.out.println(NEVER.atZone(BERLIN));
  }

  private static void second() {
    System.out.println(NEVER.atZone(BERLIN));
  }

  private static void third() {
    System.out.println(NEVER.atZone(BERLIN));
  }

  private static String[] texts(MBeanServer server, ObjectName name, String attribute)
      throws Exception {
    return (String[]) server.getAttribute(name, attribute);
  }

  private static long count(MBeanServer server, ObjectName name) {
    try {
      return (Long) server.getAttribute(name, "FindingCount");
    } catch (JMException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(10_000_000);
    }
  }
}
