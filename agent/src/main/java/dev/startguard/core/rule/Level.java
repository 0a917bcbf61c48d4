package dev.startguard.core.rule;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Severity;
import org.jspecify.annotations.Nullable;

/** How much the rules say: the setting {@code rules}, else {@code runtime.rules}. */
public enum Level {
  OFF,
  /** Proven errors. */
  QUIET,
  /** Proven, predicted, and risky from warnings on. */
  STANDARD,
  /** Risky infos too. */
  ALL,
  /** As standard, and one finding more that shows that the agent is alive. */
  SELFTEST;

  /** The level of that name; {@link #STANDARD} for null and any other. */
  static Level of(@Nullable String name) {
    return switch (name == null ? "" : name) {
      case "off" -> OFF;
      case "quiet" -> QUIET;
      case "all" -> ALL;
      case "selftest" -> SELFTEST;
      default -> STANDARD;
    };
  }

  /** Whether such findings are reported. No switch, which javac before 21 makes a class for. */
  boolean reports(Severity severity, Evidence evidence) {
    if (this == QUIET) {
      return evidence == Evidence.PROVEN && severity == Severity.ERROR;
    }
    return this == ALL
        || (this != OFF && (evidence != Evidence.RISKY || severity != Severity.INFO));
  }
}
