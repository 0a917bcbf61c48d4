package dev.startguard.core.report;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.report.file.AppendedFile;
import dev.startguard.core.rule.Outlet;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Says what is found while the service runs: a few lines on the console, or one of JSON, and in the
 * log; one of JSON in the report file, an event in a flight recording. What cannot be written is
 * lost, and counted: nothing may disturb the application.
 *
 * <p>Takes no lock, so that a console that nobody reads keeps nobody else waiting.
 */
public final class RuntimeReporter implements Outlet {
  private final HostFacts host;
  private final Destinations destinations;
  private final RunFacts facts;
  private final RuntimeLine line;
  private final @Nullable RuntimeLog log;
  private final RuntimeEvent event = new RuntimeEvent();
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean torn;

  RuntimeReporter(
      HostFacts host,
      Destinations destinations,
      RunFacts facts,
      @Nullable String service,
      @Nullable String profile) {
    this.host = host;
    this.destinations = destinations;
    this.facts = facts;
    line = new RuntimeLine(facts, service, profile);
    String path = destinations.log();
    log =
        path == null
            ? null
            : new RuntimeLog(
                host.file(facts.expand(path)).getPath(), facts.pid(), !path.contains("%p"));
  }

  /** Takes the finding, seen once, to everywhere it goes. */
  public void report(Finding finding) {
    record(finding, 1);
    show(finding, 1);
  }

  @Override
  public void prepare(@Nullable Finding first, Runnable rest) {
    event.prepare(rest);
    if (log != null) {
      log.prepare();
    }
    if (first != null) {
      boolean ascii = Terminal.ascii(host);
      if (destinations.file() != null || destinations.json()) {
        line.finding(first, 1, ascii);
      }
      new RuntimeText(ascii).render(first, 1);
    }
    Console.error("");
  }

  @Override
  public void record(Finding finding, long count) {
    event.write(finding, count);
    String file = destinations.file();
    if (file == null) {
      return;
    }
    // behind what a full disk left of a line, this one would be lost as well
    String text = (torn ? "\n" : "") + line.finding(finding, count, false);
    try {
      // opened anew for each: whoever rotates it may take it away at any time
      AppendedFile.append(host.file(facts.expand(file)).getPath(), text);
      torn = false;
    } catch (IOException full) { // what is wrong for good was said at the start
      torn |= full instanceof AppendedFile.TornException;
      lost.incrementAndGet();
    }
  }

  @Override
  public void show(Finding finding, long count) {
    if (count > 1) { // the first time it was recorded
      event.write(finding, count);
    }
    // the file first, since a console may block
    String problem = log == null ? null : log.write(finding, count, facts.time());
    sayOnConsole(problem);
    boolean ascii = Terminal.ascii(host);
    print(
        destinations.json()
            ? line.finding(finding, count, ascii)
            : new RuntimeText(ascii).render(finding, count),
        finding.severity() == Severity.ERROR);
  }

  @Override
  public void note(String text) {
    String problem = log == null ? null : log.note(text, facts.time());
    sayOnConsole(problem);
    sayOnConsole(text);
  }

  /** How many findings could not be written to the report file. */
  public long lost() {
    return lost.get();
  }

  /** The last word: what was lost is said, and what is open is closed. */
  public void close() {
    long unlogged = log == null ? 0 : log.lost();
    if (log != null) {
      log.close();
    }
    sayLost(lost.get(), "report file");
    sayLost(unlogged, "log");
  }

  private void sayLost(long count, String where) {
    if (count > 0) {
      sayOnConsole(
          count
              + (count == 1 ? " finding" : " findings")
              + " could not be written to the "
              + where);
    }
  }

  private void sayOnConsole(@Nullable String text) {
    if (text != null) {
      boolean ascii = Terminal.ascii(host);
      print(
          destinations.json()
              ? line.note(text, ascii)
              : "startguard: " + new RuntimeText(ascii).note(text) + "\n",
          false);
    }
  }

  private void print(String text, boolean error) {
    if (error || !destinations.standardOutput() || !Console.output(text)) {
      Console.error(text);
    }
  }
}
