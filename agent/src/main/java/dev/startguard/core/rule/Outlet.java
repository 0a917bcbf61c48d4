package dev.startguard.core.rule;

import dev.startguard.finding.Finding;
import org.jspecify.annotations.Nullable;

/** What the reporter's thread writes to. */
public interface Outlet {

  /**
   * Loads what writing needs, and writes nothing.
   *
   * @param first what is likely to be written first; null when that is not known
   * @param rest records what waits, if the JVM is ending: to be run before a flight recording ends
   */
  default void prepare(@Nullable Finding first, Runnable rest) {}

  /** For {@code report}: each finding's first occurrence. */
  void record(Finding finding, long count);

  /** For the console and {@code log}. */
  void show(Finding finding, long count);

  /** One line for the console and {@code log}, without {@code startguard}. */
  void note(String line);
}
