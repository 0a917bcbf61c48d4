package dev.startguard.finding;

import java.util.Locale;

/** How much a finding weighs. Only {@link #ERROR} refuses a start. */
public enum Severity {
  ERROR,
  WARNING,
  INFO;

  /** The word that users and tools see: {@code error}, {@code warning}, {@code info}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
