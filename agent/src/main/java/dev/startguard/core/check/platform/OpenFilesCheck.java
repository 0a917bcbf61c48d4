package dev.startguard.core.check.platform;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import org.jspecify.annotations.Nullable;

/** The process may open fewer files and sockets than the service needs. */
public final class OpenFilesCheck implements Check {
  private static final String SUBJECT = "openFiles";
  private static final String LIMITS = "/proc/self/limits";
  private static final String LINE = "Max open files";

  @Override
  public String id() {
    return "open-files";
  }

  @Override
  public void run(Validation validation) {
    Fields files = Platform.of(validation).fields(SUBJECT);
    if (files == null || Platform.skipped(validation, SUBJECT)) {
      return;
    }
    String limits = validation.host().kernelFile(LIMITS);
    String soft = limits == null ? null : word(limits, 0);
    String hard = limits == null ? null : word(limits, 1);
    if (soft == null || hard == null) {
      validation.notEvaluated(SUBJECT, LIMITS);
      return;
    }
    long least = files.whole("min", 0);
    if (enough(soft, least)) {
      validation.passed();
      return;
    }
    FindingBuilder finding =
        validation
            .finding(id(), Severity.ERROR, Platform.entry(validation, SUBJECT, SUBJECT))
            .at(files.place("min"), "needed here")
            .gist("is " + soft + ", below " + least)
            .message("The process may have " + soft + " files open, and the service needs " + least)
            .note("found", "soft limit " + soft + ", hard limit " + hard);
    validation.report(
        finding
            .fix(
                enough(hard, least)
                    ? "leave out -XX:-MaxFDLimit: by itself the JVM takes all that the hard limit"
                        + " allows"
                    : "raise the hard limit: ulimit -Hn, LimitNOFILE of systemd, --ulimit nofile of"
                        + " the container")
            .build());
  }

  private static boolean enough(String limit, long least) {
    return limit.equals("unlimited") || KernelNumber.of(limit) >= least;
  }

  /** The limit of that column, soft before hard; null when there is no such line. */
  private static @Nullable String word(String limits, int column) {
    int line = limits.indexOf(LINE);
    int end = line < 0 ? -1 : limits.indexOf('\n', line);
    int at = line + LINE.length();
    for (int i = 0; line >= 0 && i <= column; i++) {
      while (at < end && limits.charAt(at) == ' ') {
        at++;
      }
      int start = at;
      while (at < end && limits.charAt(at) != ' ') {
        at++;
      }
      if (i == column && at > start) {
        return limits.substring(start, at);
      }
    }
    return null;
  }
}
