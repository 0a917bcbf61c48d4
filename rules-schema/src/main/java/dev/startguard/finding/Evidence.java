package dev.startguard.finding;

import java.util.Locale;

/** How sure a run-time finding is. Findings made before {@code main} carry none. */
public enum Evidence {
  /** The wrong value or the loss happened, and is shown. */
  PROVEN,
  /** The call goes wrong on a computed date. */
  PREDICTED,
  /** The shape is dangerous; nothing has happened yet. */
  RISKY;

  /** The word that users and tools see. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
