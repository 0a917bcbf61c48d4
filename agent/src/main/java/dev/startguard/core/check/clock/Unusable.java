package dev.startguard.core.check.clock;

/** A source whose time cannot be used. The message says why, in words that a report may show. */
final class Unusable extends Exception {
  private static final long serialVersionUID = 1L;

  Unusable(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    String reason = getMessage();
    return reason == null ? "" : reason;
  }
}
