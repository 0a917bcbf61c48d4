package dev.startguard.core.host;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.platform.TimezoneFallbackCheck;
import java.lang.instrument.Instrumentation;
import java.util.TimeZone;

/**
 * Runs in a JVM of its own: as an agent it checks the zone, as the program it says how far from
 * Greenwich the JVM takes itself to be in winter and in summer.
 */
final class KeptTimeProbe {
  static final long WINTER = 1_800_000_000L; // 2027-01-15
  static final long SUMMER = 1_815_600_000L; // 2027-07-14

  private static String verdict = "";

  private KeptTimeProbe() {}

  public static void premain(String argument, Instrumentation instrumentation) {
    Validation validation =
        new Validation(
            ManifestFixture.manifest("env: { A: string }", null, new FakeHost()),
            new LiveHost(instrumentation));
    new TimezoneFallbackCheck().run(validation);
    verdict = validation.findings().isEmpty() ? "silent" : validation.findings().get(0).gist();
  }

  public static void main(String[] arguments) {
    TimeZone zone = TimeZone.getDefault();
    System.out.println(verdict);
    System.out.println(
        zone.getOffset(WINTER * 1000) / 1000 + " " + zone.getOffset(SUMMER * 1000) / 1000);
  }
}
