package dev.startguard.manifest.merge;

import static dev.startguard.manifest.ManifestFiles.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.manifest.GeneratedManifest;
import dev.startguard.manifest.ManifestFiles;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Ten times the manifest costs ten times the work, not a hundred. */
class MergeCostTest {
  private static final int SMALL = 70;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static long nanos(ManifestFiles files) {
    long start = THREADS.getCurrentThreadCpuTime();
    files.document().withProfile("dev");
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  /**
   * Both in turn, and of each the best: of the thread's own time, which the machine's load leaves
   * alone.
   */
  private static void holdsToTenTimes(IntFunction<ManifestFiles> files) {
    ManifestFiles small = files.apply(SMALL);
    ManifestFiles large = files.apply(SMALL * 10);
    long smallest = Long.MAX_VALUE;
    long largest = Long.MAX_VALUE;
    for (int round = 0; round < 40; round++) {
      smallest = Math.min(smallest, nanos(small));
      largest = Math.min(largest, nanos(large));
    }
    System.out.println("MergeCostTest " + smallest / 1000 + " us, of ten times " + largest / 1000);
    assertThat(largest).isLessThan(30 * smallest);
  }

  @Test
  void ofOverrides() {
    holdsToTenTimes(size -> service(GeneratedManifest.of(1, size)));
  }

  @Test
  void ofAnIncludeThatIsOverridden() {
    holdsToTenTimes(
        size ->
            service("include: [base.yaml]", GeneratedManifest.of(2, size))
                .with("base.yaml", GeneratedManifest.of(2, size)));
  }

  @Test
  void ofLongLists() {
    holdsToTenTimes(
        size -> {
          StringBuilder values = new StringBuilder();
          for (int i = 0; i < size * 4; i++) {
            values.append(i == 0 ? "" : ", ").append('v').append(i);
          }
          String yaml = "env: { A: { type: enum, values: [" + values + "] } }";
          return service("include: [base.yaml]", yaml).with("base.yaml", yaml);
        });
  }

  @Test
  void ofGroupsAndReferences() {
    holdsToTenTimes(
        size -> {
          StringBuilder yaml = new StringBuilder("env:\n");
          for (int i = 0; i < size; i++) {
            yaml.append("  V" + i + ": { requiredWhen: { env: V" + (i + 1) + ", equals: x } }\n");
          }
          yaml.append("  V" + size + ":\ngroups:\n");
          for (int i = 0; i < size / 2; i++) {
            yaml.append("  - { name: g" + i + ", allOrNone: [V" + i + ", V" + (i + 1) + "] }\n");
          }
          return service(yaml.toString());
        });
  }
}
