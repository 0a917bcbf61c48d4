package dev.startguard.core.rule;

import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A case on its way to the reporter.
 *
 * @param site where it was seen
 * @param severity what it weighs, {@code runtime.set} heeded
 * @param thread the name of the thread that ran into it
 * @param pool where the pool was created that this thread works for; null for none, or unknown
 * @param count how many times it was seen so far, this one included
 * @param tally who counts; null for nobody
 */
public record Filed(
    Identity identity,
    Site site,
    Case found,
    Severity severity,
    Evidence evidence,
    String thread,
    @Nullable String pool,
    long count,
    @Nullable Tally tally) {

  private static final String POOL = "pool";

  /** How our own threads are called: those that look at pools, and that which looks at the end. */
  private static final String OURS = "startguard-";

  /** One that nobody counts, in a thread of no pool. */
  public Filed(
      Identity identity,
      Site site,
      Case found,
      Severity severity,
      Evidence evidence,
      String thread,
      long count) {
    this(identity, site, found, severity, evidence, thread, null, count, null);
  }

  /**
   * It does not stand: whether others at its place may, so that the next of them is counted as the
   * first.
   */
  boolean makesRoom() {
    if (tally != null && count == 1 && found.alone()) {
      tally.forget(identity);
    }
    return found.alone();
  }

  /** The finding in words. */
  public Finding finding() {
    FindingBuilder finding =
        Finding.of(identity.rule(), severity, site.className() + "." + site.method())
            .evidence(evidence)
            .at(site.location(), null);
    found.describe(finding);
    if (thread.startsWith(OURS)) {
      return finding.build(); // nobody in particular ran into it
    }
    // servers put what they serve into it: an address with a token, at the worst
    finding.note("thread", Disclosure.plain(thread));
    if (pool != null && !finding.noted(POOL)) { // else it is about another one
      finding.note(POOL, pool);
    }
    return finding.build();
  }
}
