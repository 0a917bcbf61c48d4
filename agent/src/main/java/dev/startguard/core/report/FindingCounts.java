package dev.startguard.core.report;

import dev.startguard.finding.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was found since the start: how much of which kind, and the last of it. From any thread. */
public final class FindingCounts {
  /** So many findings are kept. */
  static final int KEPT = 200;

  private final Map<String, Count> counts = new TreeMap<>();
  private final Deque<Kept> last = new ArrayDeque<>();
  private long total;

  /**
   * So many different findings of one id, severity and evidence.
   *
   * @param evidence "" when they carry none
   */
  record Count(String id, String severity, String evidence, long number) {}

  /**
   * A finding of the running service.
   *
   * @param millis when it was recorded, in milliseconds since the epoch
   */
  public record Kept(Finding finding, long millis) {}

  /** Counts what was found before {@code main}. */
  synchronized void addAll(List<Finding> findings) {
    for (Finding finding : findings) {
      count(finding);
    }
  }

  /**
   * Counts and keeps what was found while the service runs.
   *
   * @param millis when, in milliseconds since the epoch
   */
  public synchronized void add(Finding finding, long millis) {
    total++;
    count(finding);
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    last.addLast(new Kept(finding, millis));
  }

  /** How many were found while the service runs. */
  public synchronized long total() {
    return total;
  }

  /** The last of them, oldest first. */
  public synchronized List<Kept> last() {
    return new ArrayList<>(last);
  }

  /** Ordered by id, severity, evidence. */
  synchronized List<Count> counts() {
    return new ArrayList<>(counts.values());
  }

  private void count(Finding finding) {
    String severity = finding.severity().word();
    String evidence = finding.evidence() == null ? "" : finding.evidence().word();
    String key = finding.id() + ' ' + severity + ' ' + evidence;
    Count known = counts.get(key);
    long number = known == null ? 1 : known.number() + 1;
    counts.put(key, new Count(finding.id(), severity, evidence, number));
  }
}
