package dev.startguard.core.report;

/**
 * The only exit: ends a refused JVM with the report's code, whatever other agents' shutdown hooks
 * do.
 */
public final class ExitPolicy {
  private ExitPolicy() {}

  /** Never returns. */
  public static void refuse(int code) {
    Runtime.getRuntime().halt(code);
  }
}
