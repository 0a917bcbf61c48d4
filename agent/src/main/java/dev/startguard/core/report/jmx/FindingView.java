package dev.startguard.core.report.jmx;

import org.jspecify.annotations.Nullable;

/** A finding as JMX shows it. A class with getters: records are no open types before JDK 21. */
public final class FindingView {
  private final String id;
  private final String severity;
  private final String evidence;
  private final String message;
  private final @Nullable String site;
  private final @Nullable String thread;
  private final String time;

  /**
   * Each text bounded and escaped by who makes it.
   *
   * @param evidence "" when it carries none
   * @param site as in a stack trace; null when it has none
   * @param thread the name of who ran into it; null when nobody in particular
   * @param time when it was first seen, RFC 3339
   */
  public FindingView(
      String id,
      String severity,
      String evidence,
      String message,
      @Nullable String site,
      @Nullable String thread,
      String time) {
    this.id = id;
    this.severity = severity;
    this.evidence = evidence;
    this.message = message;
    this.site = site;
    this.thread = thread;
    this.time = time;
  }

  public String getId() {
    return id;
  }

  /** {@code error}, {@code warning} or {@code info}. */
  public String getSeverity() {
    return severity;
  }

  /** {@code proven}, {@code predicted} or {@code risky}. */
  public String getEvidence() {
    return evidence;
  }

  public String getMessage() {
    return message;
  }

  public @Nullable String getSite() {
    return site;
  }

  public @Nullable String getThread() {
    return thread;
  }

  public String getTime() {
    return time;
  }
}
