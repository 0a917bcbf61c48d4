package dev.startguard.core.check.platform;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.number.Numeral;
import org.jspecify.annotations.Nullable;

/** The JVM has fewer processors than the service needs. */
public final class CpuLimitCheck implements Check {
  private static final String SUBJECT = "cpu";

  @Override
  public String id() {
    return "cpu-limit";
  }

  @Override
  public void run(Validation validation) {
    Fields cpu = Platform.of(validation).fields(SUBJECT);
    String least = cpu == null ? null : cpu.text("min");
    if (cpu == null || least == null || Platform.skipped(validation, SUBJECT)) {
      return;
    }
    HostFacts host = validation.host();
    Quota quota = Quota.of(host);
    int processors = host.processors();
    boolean limited = quota != null && quota.thousandths() < 1000L * processors;
    String found =
        limited && quota != null ? text(quota.thousandths()) : Integer.toString(processors);
    if (number(found).compareTo(number(least)) >= 0) {
      validation.passed();
      return;
    }
    FindingBuilder finding =
        validation
            .finding(id(), Severity.ERROR, Platform.entry(validation, SUBJECT, SUBJECT))
            .at(cpu.place("min"), "needed here")
            .gist("is " + found + ", below " + least)
            .message(
                "The JVM has "
                    + found
                    + (found.equals("1") ? " processor" : " processors")
                    + ", and the service needs "
                    + least)
            .note("found", processors + " available to the JVM");
    if (quota != null) {
      finding.note("quota", text(quota.thousandths()) + ", from " + quota.origin());
    }
    validation.report(
        finding
            .fix(
                limited
                    ? "raise the container's CPU limit to " + least
                    : "give the container more processors, or look for -XX:ActiveProcessorCount and"
                        + " a CPU set")
            .build());
  }

  private static Numeral number(String text) {
    Numeral number = Numeral.ofYaml(text);
    if (number == null) {
      throw new IllegalStateException("the reader let " + text + " through as a number");
    }
    return number;
  }

  /** {@code 1.5}, {@code 2}. */
  private static String text(long thousandths) {
    String text = Long.toString(thousandths / 1000);
    long rest = thousandths % 1000;
    if (rest == 0) {
      return text;
    }
    String digits = Long.toString(1000 + rest).substring(1);
    int end = 3;
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return text + "." + digits.substring(0, end);
  }

  /**
   * How much of the processors a control group leaves the process: the JVM itself rounds it up.
   *
   * @param origin the kernel's file that says so
   */
  private record Quota(long thousandths, String origin) {

    /** The least of those that hold; null where there is none. */
    static @Nullable Quota of(HostFacts host) {
      Cgroup group = Cgroup.of(SUBJECT, host);
      Quota least = null;
      if (group != null) {
        for (String directory : group.directories()) {
          Quota one = group.unified() ? second(group, directory) : first(group, directory);
          if (one != null && (least == null || one.thousandths < least.thousandths)) {
            least = one;
          }
        }
      }
      return least;
    }

    /** {@code 150000 100000} or {@code max 100000}. */
    private static @Nullable Quota second(Cgroup group, String directory) {
      String text = group.read(directory, "cpu.max");
      int blank = text == null ? -1 : text.indexOf(' ');
      return text == null || blank < 0
          ? null
          : made(text.substring(0, blank), text.substring(blank + 1), directory + "/cpu.max");
    }

    private static @Nullable Quota first(Cgroup group, String directory) {
      return made(
          group.read(directory, "cpu.cfs_quota_us"),
          group.read(directory, "cpu.cfs_period_us"),
          directory + "/cpu.cfs_quota_us");
    }

    private static @Nullable Quota made(
        @Nullable String quota, @Nullable String period, String origin) {
      long time = KernelNumber.of(quota);
      long every = KernelNumber.of(period);
      return time <= 0 || every <= 0 || time > Long.MAX_VALUE / 1000
          ? null
          : new Quota(time * 1000 / every, origin);
    }
  }
}
