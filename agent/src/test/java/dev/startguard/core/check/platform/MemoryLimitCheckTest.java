package dev.startguard.core.check.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import org.junit.jupiter.api.Test;

class MemoryLimitCheckTest {
  private static final long MIB = 1 << 20;
  private static final String V2 = "30 23 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";
  private static final String V1 =
      """
      31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw
      35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
      41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
      """;

  private final FakeHost host = machine(4096);

  @Test
  void comparesWithTheLimitOfTheOwnGroup() {
    group(V2, "0::/app\n");
    host.content("/sys/fs/cgroup/app/memory.max", 256 * MIB + "\n");

    Finding finding = check("containerMin: 512MiB").only();

    assertThat(finding.severity().word()).isEqualTo("error");
    assertThat(finding.subject()).isEqualTo("memory.containerMin");
    assertThat(finding.gist()).isEqualTo("is 256 MiB, below 512MiB");
    assertThat(finding.notes().toString())
        .contains("268435456 bytes, from /sys/fs/cgroup/app/memory.max");
    assertThat(check("containerMin: 256MiB").passed()).isEqualTo(2);
  }

  @Test
  void takesTheLeastOfTheGroupsAbove() {
    group(V2, "0::/pod/app/jvm\n");
    host.content("/sys/fs/cgroup/pod/memory.max", 300 * MIB + "\n")
        .content("/sys/fs/cgroup/pod/app/memory.max", "max\n")
        .content("/sys/fs/cgroup/pod/app/jvm/memory.max", 900 * MIB + "\n");

    assertThat(check("containerMin: 512MiB").only().gist()).isEqualTo("is 300 MiB, below 512MiB");
  }

  @Test
  void readsVersionOne() {
    group(V1, "4:memory:/docker/abc\n3:cpuset:/\n0::/\n");
    host.content("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n")
        .content("/sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", 128 * MIB + "\n");

    assertThat(check("containerMin: 512MiB").only().gist()).isEqualTo("is 128 MiB, below 512MiB");
  }

  @Test
  void findsItsGroupWhereTheContainerSeesItAsTheRoot() {
    group(
        "35 31 0:32 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n",
        "4:memory:/docker/abc\n");
    host.content("/sys/fs/cgroup/memory/memory.limit_in_bytes", 128 * MIB + "\n");
    assertThat(check("containerMin: 512MiB").findings()).hasSize(1);

    // another name space: the path leads out of what is mounted
    group(V2, "0::/../../other\n");
    host.content("/sys/fs/cgroup/memory.max", 64 * MIB + "\n");
    assertThat(check("containerMin: 65MiB").only().gist()).isEqualTo("is 64 MiB, below 65MiB");
  }

  @Test
  void takesTheMachinesMemoryWhereNoGroupLimitsIt() {
    assertThat(check("containerMin: 4GiB").passed()).isEqualTo(2);
    Finding finding = check("containerMin: 8GiB").only();
    assertThat(finding.gist()).isEqualTo("is 4096 MiB, below 8GiB");
    assertThat(finding.notes().toString()).contains("from /proc/meminfo");
  }

  @Test
  void comparesTheHeapWithTheContainer() {
    group(V2, "0::/\n");
    host.content("/sys/fs/cgroup/memory.max", 512 * MIB + "\n")
        .maxHeap(450 * MIB)
        .arguments("java", "-Xmx450m", "-jar", "app.jar", "-Xmx1g");

    Finding finding = check("heapMaxPercent: 80").only();

    assertThat(finding.subject()).isEqualTo("memory.heapMaxPercent");
    assertThat(finding.gist())
        .isEqualTo("heap of up to 450 MiB is 88 % of 512 MiB, more than 80 %");
    assertThat(finding.notes().toString())
        .contains("-Xmx450m, from the command line")
        .doesNotContain("-Xmx1g");
    assertThat(check("heapMaxPercent: 88").passed()).isEqualTo(1);
  }

  @Test
  void namesTheVariableThatSetTheHeap() {
    host.maxHeap(4000 * MIB).env("JAVA_TOOL_OPTIONS", "-Dx=y -XX:MaxRAMPercentage=95");

    assertThat(check("heapMaxPercent: 80").only().notes().toString())
        .contains("-XX:MaxRAMPercentage=95, from the variable JAVA_TOOL_OPTIONS");
  }

  @Test
  void reportsAHeapThatTheContainerCannotHoldWhateverIsDeclared() {
    group(V2, "0::/\n");
    host.content("/sys/fs/cgroup/memory.max", 256 * MIB + "\n").maxHeap(1024 * MIB);

    assertThat(check("containerMin: 128MiB").only().gist())
        .isEqualTo("heap of up to 1024 MiB is 400 % of 256 MiB, more than 100 %");
  }

  @Test
  void readsNothingIntoFilesThatItCannotRead() {
    group(V2, "0::/\n");
    for (String text : new String[] {"", "max", "-1", "12x", "99999999999999999999", "\u0000"}) {
      host.content("/sys/fs/cgroup/memory.max", text);
      assertThat(check("containerMin: 1GiB").lines()).as(text).isEmpty();
    }
    host.content("/proc/self/mountinfo", "garbage\n- - -\n").content("/proc/self/cgroup", "::::\n");
    assertThat(check("containerMin: 1GiB").lines()).isEmpty();
  }

  @Test
  void isNotEvaluatedWhereThePlatformDoesNotTell() {
    Checked checked =
        ManifestFixture.validate(
            "platform: { memory: { containerMin: 1GiB } }", new FakeHost(), new MemoryLimitCheck());

    assertThat(checked.findings()).isEmpty();
    assertThat(checked.notEvaluated())
        .containsExactly("memory needs a platform that tells its memory");
  }

  @Test
  void isSilentWithoutADeclaration() {
    assertThat(
            ManifestFixture.validate("platform: { timezone: UTC }", host, new MemoryLimitCheck())
                .passed())
        .isZero();
  }

  private static FakeHost machine(int mebibytes) {
    return new FakeHost()
        .content("/proc/meminfo", "MemTotal:    " + mebibytes * 1024 + " kB\nMemFree: 1 kB\n");
  }

  private void group(String mounts, String membership) {
    host.content("/proc/self/mountinfo", mounts).content("/proc/self/cgroup", membership);
  }

  private Checked check(String memory) {
    return ManifestFixture.validate(
        "platform: { memory: { " + memory + " } }", host, new MemoryLimitCheck());
  }
}
