package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real limits: of a shell's {@code ulimit}, and of a control group of version 1 where this user may
 * make one.
 */
@EnabledOnOs(OS.LINUX)
class LimitsIT {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void countsTheFilesThatTheProcessMayOpen(Jdk jdk) throws IOException {
    manifest("openFiles: { min: 4096 }");

    Outcome few = shell(jdk, "ulimit -n 600");
    assertThat(few.exit()).as("%s", few).isEqualTo(78);
    assertThat(few.errLines().get(0)).contains("openFiles is 600, below 4096");
    assertThat(few.err()).contains("soft limit 600, hard limit 600", "raise the hard limit");

    Outcome raised = shell(jdk, "ulimit -Sn 600 && ulimit -Hn 5000");
    assertThat(raised.exit()).as("the JVM takes its hard limit: %s", raised).isZero();

    Outcome kept = shell(jdk, "ulimit -Sn 600 && ulimit -Hn 5000", "-XX:-MaxFDLimit");
    assertThat(kept.exit()).as("%s", kept).isEqualTo(78);
    assertThat(kept.err()).contains("soft limit 600, hard limit 5000", "leave out -XX:-MaxFDLimit");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void comparesTheHeapWithTheMachine(Jdk jdk) throws IOException {
    manifest("memory: { containerMin: 1MiB, heapMaxPercent: 100 }");
    assertThat(shell(jdk, ":").exit()).isZero();

    manifest("memory: { heapMaxPercent: 1 }");
    Outcome refused = shell(jdk, ":", "-Xmx4g");

    assertThat(refused.exit()).as("%s", refused).isEqualTo(78);
    assertThat(refused.err()).contains("memory.heapMaxPercent", "-Xmx4g, from the command line");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void countsTheProcessorsThatTheJvmHas(Jdk jdk) throws IOException {
    manifest("cpu: { min: 2 }");

    Outcome refused = shell(jdk, ":", "-XX:ActiveProcessorCount=1");

    assertThat(refused.exit()).as("%s", refused).isEqualTo(78);
    assertThat(refused.errLines().get(0)).contains("cpu is 1, below 2");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void readsTheLimitsOfItsControlGroup(Jdk jdk) throws IOException {
    Path memory = group("memory", "memory.limit_in_bytes", Long.toString(300L << 20));
    Path cpu = group("cpu", "cpu.cfs_quota_us", "150000");
    try {
      manifest("memory: { containerMin: 512MiB, heapMaxPercent: 50 }\n  cpu: { min: 2 }");
      String join = "echo $$ > " + memory + "/cgroup.procs && echo $$ > " + cpu + "/cgroup.procs";

      Outcome refused = shell(jdk, join, "-Xmx200m");

      assertThat(refused.exit()).as("%s", refused).isEqualTo(78);
      assertThat(refused.err())
          .contains(
              "memory.containerMin   is 300 MiB, below 512MiB",
              "MiB is 6",
              "cpu                   is 1.5, below 2",
              "from " + memory + "/memory.limit_in_bytes",
              "from " + cpu + "/cpu.cfs_quota_us");
    } finally {
      Files.delete(memory);
      Files.delete(cpu);
    }
  }

  /** A group of version 1 below this process's own, with a limit; skips where none can be made. */
  private static Path group(String controller, String file, String limit) throws IOException {
    String own = null;
    for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
      String[] parts = line.split(":", 3);
      own = List.of(parts[1].split(",")).contains(controller) ? parts[2] : own;
    }
    assumeTrue(own != null, "no control group of version 1 for " + controller);
    Path group =
        Path.of(
            "/sys/fs/cgroup", controller + own, "startguard-it-" + ProcessHandle.current().pid());
    try {
      Files.createDirectory(group);
    } catch (IOException refused) {
      assumeTrue(false, "no control group can be made: " + refused);
    }
    try {
      Files.writeString(group.resolve(file), limit);
    } catch (IOException refused) {
      Files.delete(group);
      assumeTrue(false, "no limit can be set: " + refused);
    }
    return group;
  }

  /** Says hello behind a shell's command. */
  private Outcome shell(Jdk jdk, String first, String... options) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", first + " && exec \"$@\"", "sh"));
    words.add(jdk.java().toString());
    words.addAll(List.of(options));
    words.add("-javaagent:" + PackedJar.path());
    words.addAll(List.of("-cp", ForkedJvm.home(Hello.class).toString(), Hello.class.getName()));
    return ForkedJvm.of(jdk).in(folder).instead(words).run();
  }

  private void manifest(String platform) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "startguard: 1\nservice: limits\nplatform:\n  " + platform + "\n");
  }
}
