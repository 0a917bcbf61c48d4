package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Footprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * When {@code main} begins, the JVM is as it would be without the agent: nothing is decided that
 * was open, no property is written, no logging is loaded.
 */
class BootFootprintIT {
  private static final String MANIFEST =
      """
      startguard: 1
      service: footprint
      env:
        PATH: string
        STARTED: { type: date, codeDefault: 2026-11-01 }
        MOMENT: { type: instant, codeDefault: "2026-11-01T00:00:00Z" }
        TIMEOUT: { type: duration, codeDefault: 2s }
        HOME_ZONE: { type: timezone, codeDefault: Europe/Berlin }
        LANGUAGE: { type: locale, codeDefault: en-US }
        NAME: { type: string, pattern: "[a-z]+", codeDefault: x }
        LIMIT: { type: decimal, codeDefault: 1.5 }
      secrets:
        TOKEN: { required: false }
      flags:
        OLD: { type: boolean, removeBy: 2099-02-28 }
        GONE: { retired: 2019-05-01 }
        NEW: { type: boolean, expect: false, conflicts: [OLD] }
      platform:
        timezone: UTC
        locale: en-US
        charset: { default: UTF-8, native: UTF-8 }
      clock: { maxOffset: 1h, timeout: 200ms, sources: [chrony, kernel, "ntp://localhost:9"] }
      versions:
        java: { range: "[17,)" }
        tzdata: "[2021a,)"
        files: { own: { path: build.properties, sha256File: build.properties.sha256 } }
        build: { properties: build.properties, key: build.version, equals: "1" }
        libraries: { "com.acme:gone": { range: "[1,)", severity: warning } }
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeManifest() throws IOException {
    Files.writeString(folder.resolve("startguard.yaml"), MANIFEST);
    Files.writeString(folder.resolve("build.properties"), "build.version=1\n");
    Files.writeString(folder.resolve("build.properties.sha256"), "0".repeat(64));
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesTheDefaultsOpenWhereNobodyAskedForAZone(Jdk jdk) throws IOException {
    assertSame(jdk);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesTheDefaultsOpenWhateverZoneWasAskedFor(Jdk jdk) throws IOException {
    for (String zone : List.of("UTC", "Europe/Berlin", "Europe/Berln", "CET-1CEST", ":")) {
      assertSame(jdk, "TZ=" + zone);
    }
    assertSame(jdk, "-Duser.timezone=Europe/Berlin");
    assertSame(jdk, "-Duser.timezone=Europe/Berln", "TZ=UTC");
    assertSame(jdk, "-Duser.timezone=");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesTheDefaultsOpenInEveryLocale(Jdk jdk) throws IOException {
    assertSame(jdk, "LC_ALL=C");
    assertSame(jdk, "LANG=C.UTF-8");
    assertSame(jdk, "-Duser.language=tr", "-Duser.country=TR", "-Duser.language.format=de");
    assertSame(jdk, "-Dfile.encoding=ISO-8859-1");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void loadsNoLoggingAndNoManagement(Jdk jdk) throws IOException {
    String[] good = {"TZ=UTC", "LC_ALL=C.UTF-8", "-Duser.language=en", "-Duser.country=US"};
    List<String> without = loaded(jdk, false, good);
    List<String> passed = loaded(jdk, true, good);
    List<String> failed = loaded(jdk, true, "TZ=Europe/Berln", "LC_ALL=C");

    assertThat(watched(passed)).isEqualTo(watched(without));
    assertThat(watched(failed)).isEqualTo(watched(without));
    System.out.println(
        jdk
            + ": classes loaded before main: "
            + without.size()
            + " without an agent, "
            + passed.size()
            + " with Startguard, "
            + failed.size()
            + " with a report");
  }

  /** The properties and variables that tell one case from another. */
  private void assertSame(Jdk jdk, String... settings) throws IOException {
    Outcome with = footprint(jdk, settings).agent("mode=warn").run();
    Outcome without = footprint(jdk, settings).run();

    assertThat(without.exit()).as("%s", without).isZero();
    assertThat(without.out()).as("nobody else decides").contains("zone decided: false");
    assertThat(with.exit()).as("%s", with).isZero();
    assertThat(with.err()).as("%s", with).contains("footprint").doesNotContain("WARNING:");
    assertThat(with.outLines()).as("%s", with).isEqualTo(without.outLines());
  }

  private ForkedJvm footprint(Jdk jdk, String... settings) {
    ForkedJvm jvm =
        ForkedJvm.of(jdk).in(folder).jvm("--add-opens", "java.base/java.util=ALL-UNNAMED");
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (setting.startsWith("-D")) {
        jvm.jvm(setting);
      } else {
        jvm.env(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    return jvm.main(Footprint.class);
  }

  /** The names of the classes that were loaded before the application's own. */
  private List<String> loaded(Jdk jdk, boolean guarded, String... settings) throws IOException {
    Path log = folder.resolve("classes-" + guarded + ".log");
    ForkedJvm jvm = footprint(jdk, settings).jvm("-Xlog:class+load:file=" + log + ":none");
    Outcome outcome = (guarded ? jvm.agent("mode=warn") : jvm).run();
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      String name = line.substring(0, line.indexOf(' '));
      if (name.equals(Footprint.class.getName())) {
        return names;
      }
      names.add(name);
    }
    throw new AssertionError("the application was never loaded: " + outcome);
  }

  private static List<String> watched(List<String> names) {
    List<String> watched = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith("java.util.logging.")
          || name.startsWith("sun.util.logging.")
          || name.startsWith("java.lang.management.")
          || name.startsWith("javax.management.")) {
        watched.add(name);
      }
    }
    return watched;
  }
}
