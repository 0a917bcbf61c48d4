package dev.startguard.manifest.shape;

/**
 * Which check makes a field's demand, and so which check an exception must name to allow a
 * weakening of it. Fields of settings that no check makes its own (policy, profiles, process,
 * checks, runtime) belong to {@code manifest-weakened} itself.
 */
public final class DemandedBy {
  /** The check to name where no other makes the demand. */
  static final String SETTING = "manifest-weakened";

  private DemandedBy() {}

  public static String check(String section, String subject, String field) {
    return switch (section) {
      case "env" -> variable("env-", field);
      case "properties" -> variable("property-", field);
      case "groups" -> "group-unsatisfied";
      case "secrets" -> secret(field);
      case "flags" -> flag(field);
      case "versions" -> version(subject, field);
      case "clock" -> clock(field);
      case "platform" -> platform(subject);
      case "probes" -> "probe-failed";
      default -> SETTING;
    };
  }

  private static String variable(String prefix, String field) {
    return switch (field) {
      case "required", "requiredWhen", "codeDefault", "allowEmpty", "severity" ->
          prefix + "missing";
      case "type", "accept", "of", "separator" -> prefix + "type";
      default -> prefix + "constraint";
    };
  }

  private static String secret(String field) {
    return switch (field) {
      case "validFor" -> "secret-expired";
      case "distinctFrom" -> "secret-reused";
      case "type", "matches", "passwordFrom" -> "secret-mismatch";
      case "required", "requiredWhen", "from", "file", "severity" -> "secret-missing";
      default -> "secret-weak";
    };
  }

  private static String flag(String field) {
    return switch (field) {
      case "retired" -> "flag-retired";
      case "removeBy" -> "flag-overdue";
      case "conflicts", "implies" -> "flag-conflict";
      default -> "flag-unexpected";
    };
  }

  private static String version(String subject, String field) {
    return switch (subject) {
      case "java" -> "java-version";
      case "tzdata" -> "tzdata-version";
      case "build" -> "build-mismatch";
      default -> field.equals("range") ? "library-version" : "hash-mismatch";
    };
  }

  private static String clock(String field) {
    return switch (field) {
      case "minSources", "timeout", "retryFor", "onUnreachable" -> "clock-unreachable";
      case "onUndecidable" -> "clock-undecidable";
      default -> "clock-offset";
    };
  }

  private static String platform(String subject) {
    return switch (subject) {
      case "locale" -> "locale-mismatch";
      case "charset" -> "charset-mismatch";
      case "memory" -> "memory-limit";
      case "cpu" -> "cpu-limit";
      case "openFiles" -> "open-files";
      default -> "timezone-mismatch";
    };
  }
}
