package dev.startguard.core.check.probe;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.Work;
import java.io.IOException;
import java.util.List;

/** Tries, and tries again as long as {@code retryFor} says. */
final class Attempts implements Work<Answer> {
  private static final long FIRST_PAUSE = 100_000_000;
  private static final long LONGEST_PAUSE = 2_000_000_000;

  private final Attempt attempt;
  private final HostFacts host;
  private final long timeout;
  private final long retryFor;
  private volatile String phase = "starting";

  /**
   * @param host who looks names up
   * @param timeout of each attempt, in nanoseconds
   * @param retryFor how long after the begin another attempt may begin, in nanoseconds; 0 for one
   *     attempt
   */
  Attempts(Attempt attempt, HostFacts host, long timeout, long retryFor) {
    this.attempt = attempt;
    this.host = host;
    this.timeout = timeout;
    this.retryFor = retryFor;
  }

  @Override
  public Answer run(Budget budget) throws InterruptedException {
    long begin = System.nanoTime();
    long pause = FIRST_PAUSE;
    for (int count = 1; ; count++) {
      ProbeFailure failure;
      try {
        return new Answer(
            null,
            attempt.run(new Trial(this, host, budget, System.nanoTime() + timeout)),
            count,
            System.nanoTime() - begin);
      } catch (ProbeFailure clear) {
        failure = clear;
      } catch (IOException network) {
        failure = NetworkCause.of(network, phase);
      } catch (RuntimeException | LinkageError crash) { // of the JDK, over what a peer has sent
        failure = NetworkCause.crash(crash);
      }
      long took = System.nanoTime() - begin;
      if (failure.isLasting() || took + pause > retryFor || !budget.pause(pause)) {
        return new Answer(failure, List.of(), count, took);
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  }

  /** What it is at, for when it never answers. */
  String phase() {
    return phase;
  }

  void phase(String now) {
    phase = now;
  }

  /** How long all attempts may take together, in nanoseconds. */
  long limit() {
    return timeout + retryFor;
  }
}
