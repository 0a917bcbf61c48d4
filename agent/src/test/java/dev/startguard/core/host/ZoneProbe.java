package dev.startguard.core.host;

import dev.startguard.core.check.HostFacts.DefaultZone;
import java.lang.instrument.Instrumentation;
import java.util.TimeZone;

/**
 * Runs in a JVM of its own: as an agent it predicts the default zone, as the program it says what
 * the JVM made of it. With {@code freeze} as the agent's argument, something asks for the default
 * zone first, as another agent might.
 */
final class ZoneProbe {
  private static String prediction = "";

  private ZoneProbe() {}

  public static void premain(String argument, Instrumentation instrumentation) {
    if ("freeze".equals(argument)) {
      TimeZone.getDefault();
    }
    DefaultZone zone = new LiveHost(instrumentation).defaultZone();
    prediction =
        zone == null ? "unknown" : zone.id() + " asked " + zone.asked() + " by " + zone.origin();
  }

  public static void main(String[] arguments) {
    String property = System.getProperty("user.timezone");
    String id = TimeZone.getDefault().getID();
    System.out.println(property + "\n" + id + "\n" + prediction);
  }
}
