package dev.startguard.core.report;

import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.util.List;

/** The exit code that a report's errors come to (sysexits). */
public final class ExitCode {
  /** The environment breaks the manifest. */
  public static final int CONFIG = 78;

  /** Every error is one that may pass on a retry. */
  public static final int TEMPORARY = 75;

  /** An error of our own. */
  public static final int INTERNAL = 70;

  /** The manifest is missing or unreadable. */
  public static final int NO_INPUT = 66;

  /** The manifest is invalid. */
  public static final int DATA = 65;

  /** An unknown argument, or a bad setting. */
  public static final int USAGE = 64;

  private ExitCode() {}

  /**
   * The code of the gravest error: what keeps the environment from being judged at all comes before
   * what is wrong with it, and a crash of ours only counts where there is nothing else.
   */
  public static int of(List<Finding> findings) {
    int code = 0;
    for (Finding finding : findings) {
      if (finding.severity() == Severity.ERROR) {
        int own = of(finding);
        code = code == 0 || rank(own) < rank(code) ? own : code;
      }
    }
    return code;
  }

  private static int of(Finding error) {
    String id = error.id();
    if (id.equals("usage")) {
      return USAGE;
    }
    if (id.equals("no-manifest")) {
      return NO_INPUT;
    }
    if (id.startsWith("manifest-")) {
      return DATA;
    }
    if (id.equals("internal-error") || id.equals("check-crashed")) {
      return INTERNAL;
    }
    return error.retryable() ? TEMPORARY : CONFIG;
  }

  private static int rank(int code) {
    return switch (code) {
      case USAGE -> 0;
      case NO_INPUT -> 1;
      case DATA -> 2;
      case CONFIG -> 3;
      case INTERNAL -> 4;
      default -> 5;
    };
  }
}
