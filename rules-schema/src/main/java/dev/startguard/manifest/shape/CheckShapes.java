package dev.startguard.manifest.shape;

import static dev.startguard.manifest.shape.Shape.choice;
import static dev.startguard.manifest.shape.Shape.entries;
import static dev.startguard.manifest.shape.Shape.list;
import static dev.startguard.manifest.shape.Shape.mapping;
import static dev.startguard.manifest.shape.Shape.scalar;

import dev.startguard.manifest.shape.Shape.Kind;
import java.util.Arrays;

/** What may be said of the checks and of the run-time rules, with the names of all of them. */
final class CheckShapes {
  private static final String[] CHECKS = {
    "env-missing",
    "env-type",
    "env-constraint",
    "env-deprecated",
    "env-undeclared", //
    "property-missing",
    "property-type",
    "property-constraint", //
    "env-encoding",
    "env-duplicate",
    "group-unsatisfied", //
    "secret-missing",
    "secret-whitespace",
    "secret-placeholder",
    "secret-weak",
    "secret-file-mode", //
    "secret-exposed",
    "secret-expired",
    "secret-mismatch",
    "secret-reused", //
    "flag-unexpected",
    "flag-retired",
    "flag-overdue",
    "flag-conflict", //
    "hash-mismatch",
    "build-mismatch",
    "library-version",
    "library-duplicate", //
    "java-version",
    "tzdata-version", //
    "clock-offset",
    "clock-undecidable",
    "clock-unreachable", //
    "timezone-fallback",
    "timezone-mismatch",
    "locale-mismatch",
    "charset-mismatch", //
    "memory-limit",
    "cpu-limit",
    "open-files", //
    "probe-failed",
    "deadline-exceeded",
    "exception-expired",
    "profile-unknown", //
    "rule-disabled",
    "suppression-unused",
    "suppression-expired",
    "selftest",
    "check-crashed"
  };

  private static final String[] RULES = {
    "default-zone-call",
    "dst-gap-shifted",
    "dst-overlap-ambiguous",
    "dst-danger-predicted", //
    "business-day-mismatch",
    "default-zone-changed",
    "zone-id-unknown",
    "zone-id-abbreviation", //
    "day-as-24h", //
    "week-year-pattern",
    "pattern-mixup",
    "quoted-z",
    "lenient-parse",
    "epoch-unit-mixup", //
    "leap-day-clamped",
    "month-end-clamped",
    "epoch-int-overflow", //
    "wall-clock-stepped",
    "elapsed-by-wall-clock",
    "delay-out-of-range", //
    "periodic-task-died",
    "exception-lost",
    "tasks-lost",
    "wait-cycle",
    "queue-saturation", //
    "max-pool-size-ignored",
    "executor-leak",
    "common-pool-blocked",
    "async-without-executor", //
    "worker-churn", //
    "shared-date-format",
    "thread-local-bleed",
    "thread-died",
    "virtual-thread-pooled"
  };

  private CheckShapes() {}

  static Shape checks() {
    return mapping(
            "checks",
            entries("set", choice("", CHECKS), choice("", "warning", "error").up()),
            list(
                "exceptions",
                mapping(
                    "",
                    choice("check", excepted()).needed(),
                    scalar("subject", Kind.TEXT).needed(),
                    scalar("reason", Kind.TEXT).needed(),
                    scalar("until", Kind.DATE).needed())))
        .profiled();
  }

  /** What an exception may name: a check, or the rule that settings may not be weakened. */
  private static String[] excepted() {
    String[] words = Arrays.copyOf(CHECKS, CHECKS.length + 1);
    words[CHECKS.length] = DemandedBy.SETTING;
    return words;
  }

  static Shape runtime() {
    return mapping(
            "runtime",
            choice("rules", "off", "quiet", "standard", "all").up(),
            list("packages", scalar("", Kind.TEXT)),
            scalar("zone", Kind.TEXT).equal(),
            entries("set", choice("", RULES), choice("", "off", "info", "warning", "error").up()),
            list(
                    "suppress",
                    mapping(
                        "",
                        choice("rule", RULES).needed(),
                        scalar("in", Kind.TEXT).needed(),
                        scalar("reason", Kind.TEXT).needed(),
                        scalar("until", Kind.DATE)))
                .subset())
        .profiled();
  }
}
