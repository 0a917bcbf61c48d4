package dev.startguard.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a finding is answered. */
public record Policy(Fields fields) {

  /** {@code enforce}, {@code warn} or {@code off}. */
  public String mode() {
    return fields.text("mode", "enforce");
  }

  /** The budget of the whole validation, in nanoseconds. */
  public long deadlineNanos() {
    return fields.nanos("deadline", 20_000_000_000L);
  }

  /** Whether a crash of a check of ours refuses the start. */
  public boolean refuseOnInternalError() {
    return fields.text("onInternalError", "start").equals("refuse");
  }

  /** {@code undeclared}: prefixes, severity. */
  public @Nullable Fields undeclared() {
    return fields.fields("undeclared");
  }

  public List<String> secretSources() {
    List<String> sources = fields.texts("secretSources");
    return sources.isEmpty() ? List.of("env", "file") : sources;
  }

  public String terminationLog() {
    return fields.text("terminationLog", "/dev/termination-log");
  }

  /**
   * Which of {@code mode}, {@code checks}, {@code rules} environment and properties may not
   * override.
   */
  public List<String> lock() {
    return fields.texts("lock");
  }
}
