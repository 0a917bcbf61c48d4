package dev.startguard.core.rule;

/** Where a {@link StandingRule} files what it finds. Never blocks, never throws. */
public interface Docket {

  /**
   * Files a case; the same rule and site again is the same finding once more.
   *
   * @param thread the name of the thread that ran into it
   */
  void file(Rule rule, Site site, Case found, String thread);

  /** Whether the site is the application's own code. */
  boolean own(Site site);

  Surroundings surroundings();
}
