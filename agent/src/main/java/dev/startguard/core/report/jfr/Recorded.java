package dev.startguard.core.report.jfr;

import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * A finding on its way to the flight recorder; each text bounded and escaped by who makes it.
 *
 * @param evidence null when it carries none
 * @param className the site's; null when it has none, as the rest of the site
 * @param line from 1; 0 when unknown
 * @param threadName who ran into it; null when nobody in particular
 * @param count how often it was seen so far
 */
public record Recorded(
    String id,
    String severity,
    @Nullable String evidence,
    String message,
    @Nullable String className,
    @Nullable String method,
    int line,
    @Nullable String threadName,
    long count) {

  /**
   * Whether a recording may be running. Initialises nothing: that takes half a second, and threads
   * that nobody has asked for.
   *
   * @throws LinkageError when this JVM has no flight recorder
   */
  public static boolean wanted() {
    return FlightRecorder.isInitialized();
  }

  /**
   * Makes {@code startguard.Finding} known to a recorder that is in use.
   *
   * @param rest run before a recording, or a part of it, ends
   * @throws LinkageError when this JVM has no flight recorder
   */
  public static void introduce(Runnable rest) {
    FlightRecorder.addPeriodicEvent(FindingEvent.class, rest);
  }

  /** Writes {@code startguard.Finding}; a recording that runs takes it. */
  public void commit() {
    new FindingEvent(this).commit();
  }
}
