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

  /**
   * Whether the call can be nothing for the rule, told at once, before anything is allocated; true
   * only where {@link #look} would find nothing, and keep nothing. Asked at each call: it is small,
   * calls none of the application's code, and may say false at any time. Not asked of calls with
   * several numbers.
   *
   * @param receiver null for static methods and constructors
   * @param result null before the call
   * @param first the first argument; null when it is a primitive
   * @param number the one argument that is an {@code int} or a {@code long}; 0 when there is none
   */
  default boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    return false;
  }

  /**
   * Whether it has looked at enough of such calls: where it is asked for a look at one again, it
   * gets none, there, any more.
   */
  default boolean enough(Call call) {
    return false;
  }

  /**
   * It is switched off, and is to keep nothing of what it has seen: what happens meanwhile it does
   * not learn. Called at each look that it is spared, and once more when it is switched on; and
   * once where the application ran before it could look. From any thread.
   */
  default void forget() {}

  /** The rule on whose sightings it relies, which then looks even if it is off; or null. */
  default @Nullable Rule reliesOn() {
    return null;
  }

  /** Whether others rely on what it sees, so that it looks even if it is off. */
  default boolean informs() {
    return false;
  }
}
