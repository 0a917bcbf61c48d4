package dev.startguard.core.rule;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of mistake that is seen while the service runs. Its id is its class's name: {@code
 * DstGapShiftedRule} is {@code dst-gap-shifted} in the manifest, the report and the page beside the
 * class.
 *
 * <p>There is one instance a process, called from all threads at once, in the middle of the
 * application's own calls: it takes no lock, starts nothing, keeps little, and never asks for the
 * default time zone. What cannot be decided is not reported.
 */
public interface Rule {

  /** The id, as it stands in the catalogue. */
  String id();

  /** How sure its findings are. */
  Evidence evidence();

  /** What its findings weigh unless {@code runtime.set} says otherwise. */
  Severity severity();

  /** The calls that it looks at; always the same. */
  List<Call> calls();

  /** What is wrong with the call; null when nothing is. */
  @Nullable Case look(Sighting sighting, Surroundings surroundings);

  /** The rule whose sightings it counts, which is then looked at even if it is off; or null. */
  default @Nullable Rule counts() {
    return null;
  }

  /** Whether others rely on what it sees, so that it looks even if it is off. */
  default boolean informs() {
    return false;
  }
}
