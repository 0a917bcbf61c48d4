package dev.startguard.core.weave;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of a call. Runs on the application's threads, in the midst of its work: it must not
 * wait, lock, log or call back. What it throws never reaches the application; the third time ends
 * the watch.
 */
public interface Watch {
  /** A site is reached for the first time, once for each site; for every kind of probe. */
  void reached(Site site);

  /**
   * What examines the values at a site; null when they are of no interest there. Not asked for
   * {@link Kind#SITE}.
   *
   * @param values the letters of what the probe is given; a receiver may be null
   * @param type how it is given: as {@link ProbeType} has it, or, in old classes, as one array of
   *     all. The handle may take narrower types, and returns nothing
   */
  @Nullable MethodHandle examiner(Site site, String values, MethodType type);

  /**
   * Whether it is of interest in code that is not the application's own, too; always the same. What
   * is not, is not woven there.
   */
  default boolean everywhere() {
    return true;
  }

  /**
   * Whether its handles catch themselves what goes wrong in them, and tell {@link Site#failed} of
   * it: combining handles takes a cold JVM milliseconds.
   */
  default boolean catches() {
    return false;
  }
}
