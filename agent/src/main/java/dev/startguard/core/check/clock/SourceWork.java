package dev.startguard.core.check.clock;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.Work;

/**
 * Asks one source; and again, with a growing pause, for as long as {@code retryFor} lasts and the
 * clock is not good.
 */
final class SourceWork implements Work<Boolean> {
  private static final long FIRST_PAUSE = 250_000_000;
  private static final long LONGEST_PAUSE = 2_000_000_000;

  private final Survey survey;
  private final int index;
  private final TimeSource source;
  private final ClockLimits limits;

  SourceWork(Survey survey, int index, ClockLimits limits) {
    this.survey = survey;
    this.index = index;
    this.limits = limits;
    source = survey.sources().get(index);
  }

  @Override
  public Boolean run(Budget budget) throws InterruptedException {
    try {
      ask(budget);
      survey.ends();
      return true;
    } catch (RuntimeException | Error crash) {
      survey.crashes(crash);
      return false;
    }
  }

  private void ask(Budget budget) throws InterruptedException {
    long retryUntil = System.nanoTime() + limits.retryFor();
    long pause = FIRST_PAUSE;
    do {
      try {
        survey.says(index, source.read(budget, System.nanoTime() + limits.timeout()));
      } catch (Unusable rejected) {
        survey.rejects(index, rejected.reason());
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    } while (survey.pause(pause / 2, retryUntil));
  }
}
