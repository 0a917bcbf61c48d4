package dev.startguard.core.check.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import org.junit.jupiter.api.Test;

class CpuLimitCheckTest {
  private final FakeHost host = new FakeHost().processors(2);

  @Test
  void comparesWithWhatTheJvmTakesItselfToHave() {
    assertThat(check("2").passed()).isEqualTo(1);
    assertThat(check("1.5").passed()).isEqualTo(1);

    Finding finding = check("4").only();
    assertThat(finding.severity().word()).isEqualTo("error");
    assertThat(finding.gist()).isEqualTo("is 2, below 4");
    assertThat(finding.fixes().get(0)).contains("-XX:ActiveProcessorCount");
  }

  @Test
  void namesTheQuotaThatTheJvmRoundsUp() {
    host.content("/proc/self/mountinfo", "30 23 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        .content("/proc/self/cgroup", "0::/pod/app\n")
        .content("/sys/fs/cgroup/pod/cpu.max", "150000 100000\n")
        .content("/sys/fs/cgroup/pod/app/cpu.max", "max 100000\n");

    Finding finding = check("2").only();
    assertThat(finding.gist()).isEqualTo("is 1.5, below 2");
    assertThat(finding.notes().toString())
        .contains("2 available to the JVM", "1.5, from /sys/fs/cgroup/pod/cpu.max");
    assertThat(check("1.5").passed()).isEqualTo(1);
  }

  @Test
  void readsVersionOne() {
    host.content(
            "/proc/self/mountinfo",
            "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n")
        .content("/proc/self/cgroup", "1:cpu,cpuacct:/app\n0::/\n")
        .content("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n")
        .content("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n")
        .content("/sys/fs/cgroup/cpu/app/cpu.cfs_quota_us", "25000\n")
        .content("/sys/fs/cgroup/cpu/app/cpu.cfs_period_us", "100000\n");

    assertThat(check("1").only().gist()).isEqualTo("is 0.25, below 1");
  }

  @Test
  void readsNothingIntoQuotasThatItCannotRead() {
    host.content("/proc/self/mountinfo", "30 23 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        .content("/proc/self/cgroup", "0::/\n");
    for (String text : new String[] {"", "max", "max 100000", "0 0", "x y", "1 0", "100000"}) {
      host.content("/sys/fs/cgroup/cpu.max", text);
      assertThat(check("2").lines()).as(text).isEmpty();
    }
  }

  @Test
  void isSilentWithoutADeclaration() {
    assertThat(
            ManifestFixture.validate("platform: { timezone: UTC }", host, new CpuLimitCheck())
                .passed())
        .isZero();
  }

  private Checked check(String min) {
    return ManifestFixture.validate(
        "platform: { cpu: { min: " + min + " } }", host, new CpuLimitCheck());
  }
}
