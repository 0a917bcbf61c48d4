package dev.startguard.core.report;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.report.file.ReplacedFile;
import dev.startguard.finding.Report;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The file that {@code metrics} names: written by the start, and again as things change. */
public final class Metrics {
  private final RunFacts facts;
  private final String path;
  private final FindingCounts counts = new FindingCounts();
  private @Nullable StartVerdict verdict;
  private Health.@Nullable Source health;
  private String written = "";

  /**
   * @param path {@code %p} and {@code %h} not yet replaced
   */
  Metrics(HostFacts host, RunFacts facts, String path) {
    this.facts = facts;
    this.path = host.file(facts.expand(path)).getPath();
  }

  /** What was found, before {@code main} and since. */
  public FindingCounts counts() {
    return counts;
  }

  /** Asks this for the state of the rules from now on. */
  public synchronized void follow(Health.Source source) {
    health = source;
  }

  /** Counts what a start found, and keeps what it came to. */
  synchronized void start(Report report) {
    verdict = StartVerdict.of(report);
    counts.addAll(report.findings());
  }

  /** Keeps that a start was not validated. */
  synchronized void start(String word) {
    verdict = StartVerdict.notValidated(word);
  }

  /**
   * Replaces the file, when its text has changed.
   *
   * @throws IOException when that fails; the message says why, in words that follow "the file"
   */
  public synchronized void write() throws IOException {
    Health now = health == null ? Health.NEW : health.now();
    String text = MetricsText.render(verdict, facts.jvm(), counts.counts(), now);
    if (!text.equals(written)) {
      ReplacedFile.replace(path, text);
      written = text;
    }
  }

  /** The file's name. */
  String path() {
    return path;
  }
}
