package dev.startguard.core.rule;

import dev.startguard.finding.Finding;

/** What the reporter's thread writes to. */
public interface Outlet {

  /** For {@code report}: each finding's first occurrence. */
  void record(Finding finding, long count);

  /** For the console and {@code log}. */
  void show(Finding finding, long count);

  /** One line for the console and {@code log}, without {@code startguard}. */
  void note(String line);
}
