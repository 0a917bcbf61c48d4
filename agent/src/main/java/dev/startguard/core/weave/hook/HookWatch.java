package dev.startguard.core.weave.hook;

import org.jspecify.annotations.Nullable;

/**
 * Who is told of a hook. Runs inside the JDK's method, on any thread and with any lock held: it
 * must not wait, lock or log, and has to bear that what it calls itself comes by the hook again.
 * What it throws never reaches the method; the third time ends the watch.
 */
public interface HookWatch {
  /**
   * The method is where the hook says.
   *
   * @param values at {@link Hook#OUTCOME}, {@link Hook#RECEIVER}, and from {@link Hook#ARGUMENTS}
   *     on; made for this call
   */
  void passed(Hook hook, @Nullable Object[] values);
}
