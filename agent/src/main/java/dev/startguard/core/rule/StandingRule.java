package dev.startguard.core.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that sees mistakes elsewhere than at a call of the application's: in the JDK's own methods
 * ({@link HookListener}), in pools and threads as they stand once a second ({@link Sampled}), or
 * when all is over ({@link Ending}). It files what it finds itself. It may look at calls, too.
 */
public interface StandingRule extends Rule {

  /**
   * Where to file; told before anything else, and only when the rule is on. The last one counts.
   */
  void begin(Docket docket);

  /** Who has to listen beside it, so that it knows enough; one may stand for several rules. */
  default List<HookListener> sources() {
    return List.of();
  }

  @Override
  default List<Call> calls() {
    return List.of();
  }

  @Override
  default @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    return null;
  }
}
