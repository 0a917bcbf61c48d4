package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Futures;
import dev.startguard.core.pool.Submissions;
import dev.startguard.core.pool.Tasks;
import dev.startguard.core.rule.Case;
import dev.startguard.finding.FindingBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinTask;

/** Tasks that a pool had taken, and that never ran. */
abstract class LostTasks implements Case {
  /** So many are looked at. */
  static final int MOST = 10_000;

  /** So many kinds are named. */
  private static final int KINDS = 3;

  /** What is less late than this might as well not be due, in nanoseconds. */
  private static final long LATE = 1_000_000_000L;

  private final List<Object> tasks;
  private final Submissions submissions;

  /** Those that were lost when that was asked last. */
  private List<Object> lost;

  LostTasks(List<Object> tasks, Submissions submissions) {
    this.tasks = tasks;
    this.submissions = submissions;
    lost = tasks;
  }

  /** Those of them that somebody has reason to expect. */
  static List<Object> among(Iterable<?> tasks) {
    long now = System.nanoTime();
    List<Object> expected = new ArrayList<>(0);
    for (Object task : tasks) {
      if (expected(task, now)) {
        expected.add(task);
      }
    }
    return expected;
  }

  private static boolean expected(Object task, long now) {
    if (Tasks.settled(task)) {
      return false; // it was cancelled, or another thread ran it
    }
    if (Futures.scheduled(task)) {
      return !Futures.periodic(task) && now - Futures.due(task) > LATE;
    }
    return !(task instanceof Delayed)
        && (task instanceof ForkJoinTask<?> || !Tasks.foreign(task)); // whose isDone is final
  }

  /** Those that are lost still. */
  List<Object> left() {
    return among(tasks);
  }

  @Override
  public boolean alone() {
    return true;
  }

  @Override
  public boolean stands() {
    lost = left();
    return !lost.isEmpty();
  }

  @Override
  public void describe(FindingBuilder finding) {
    Map<Class<?>, Integer> counts = counts(lost);
    String count = lost.size() == 1 ? "1 task" : lost.size() + " tasks";
    finding
        .gist("lost " + count)
        .message((more() ? "at least " : "") + count + how() + kinds(counts));
    String submitted = submissions.of(counts.keySet());
    if (submitted != null) {
      finding.note("submitted", submitted);
    }
    explain(finding);
  }

  /** Whether there may be more of them than were looked at. */
  boolean more() {
    return lost.size() == MOST;
  }

  /** What became of them: {@code was taken, and never ran: }. */
  abstract String how();

  abstract void explain(FindingBuilder finding);

  private static Map<Class<?>, Integer> counts(List<Object> tasks) {
    Map<Class<?>, Integer> counts = new LinkedHashMap<>();
    for (Object task : tasks) {
      Class<?> type = Tasks.bare(task).getClass();
      Integer before = counts.get(type);
      counts.put(type, before == null ? 1 : before + 1);
    }
    return counts;
  }

  /** {@code 3 of com.acme.Receipt, 1 of a lambda of com.acme.Orders}. */
  private static String kinds(Map<Class<?>, Integer> counts) {
    StringBuilder text = new StringBuilder();
    int named = 0;
    for (Map.Entry<Class<?>, Integer> kind : counts.entrySet()) {
      if (named++ == KINDS) {
        return text.append(", and others").toString();
      }
      text.append(named == 1 ? "" : ", ")
          .append(counts.size() == 1 ? "" : kind.getValue() + " of ")
          .append(Tasks.text(kind.getKey()));
    }
    return text.toString();
  }
}
