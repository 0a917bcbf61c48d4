package dev.startguard.core.rule.thread;

import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Site;
import dev.startguard.finding.FindingBuilder;
import org.jspecify.annotations.Nullable;

/** A task has read what another one left: unless the same method sets it anew right away. */
final class Bled implements Case {
  private final @Nullable String place;
  private final long age;
  private final long task;
  private final Site site;
  private volatile boolean withdrawn;

  /**
   * @param place where it was set
   * @param age how many tasks ago
   * @param task the worker's count of tasks before the one that read
   * @param site where it was read
   */
  Bled(@Nullable String place, long age, long task, Site site) {
    this.place = place;
    this.age = age;
    this.task = task;
    this.site = site;
  }

  long task() {
    return task;
  }

  /** Whether it was read in the same method. */
  boolean beside(Site other) {
    return site.className().equals(other.className())
        && site.method().equals(other.method())
        && site.descriptor().equals(other.descriptor());
  }

  /** It was a memo of the method's own. */
  void withdraw() {
    withdrawn = true;
  }

  @Override
  public boolean stands() {
    return !withdrawn;
  }

  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("reads what another task left")
        .message(
            "a pool's task reads from a ThreadLocal what "
                + (age == 1 ? "the task before it" : "a task " + age + " before it")
                + " on the same thread had set, and not removed")
        .note("set at", String.valueOf(place))
        .why("a pool's threads go from task to task, and their ThreadLocals with them")
        .fix("try { local.set(value); … } finally { local.remove(); }")
        .fix("or set it at the begin of each task, before anything reads it");
  }
}
