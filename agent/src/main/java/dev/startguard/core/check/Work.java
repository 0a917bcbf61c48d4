package dev.startguard.core.check;

/** What a {@link Task} does. */
public interface Work<T> {

  /**
   * Does it, on a thread of its own. Must not touch the {@link Validation}.
   *
   * @return the answer, never null
   * @throws Exception when it cannot be done; the task's state says so
   */
  T run(Budget budget) throws Exception;
}
