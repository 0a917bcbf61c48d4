package dev.startguard.core.report;

import dev.startguard.core.report.jfr.Recorded;
import dev.startguard.finding.CodeLocation;
import dev.startguard.finding.Finding;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Findings as events of JDK Flight Recorder, where there is one and it is in use. */
final class RuntimeEvent {
  private final Printable printable = new Printable(false);
  private final AtomicReference<@Nullable Runnable> last = new AtomicReference<>();
  private volatile boolean absent;

  /**
   * Loads what a recording needs that runs; writes nothing.
   *
   * @param rest to be run before a recording ends
   */
  void prepare(Runnable rest) {
    last.set(rest);
    introduce();
  }

  /** As soon as there is a recorder: one may be started at any time. */
  private void introduce() {
    try {
      if (last.get() != null && Recorded.wanted()) {
        Runnable rest = last.getAndSet(null); // no lock: the recorder has its own
        if (rest != null) {
          Recorded.introduce(rest);
        }
      }
    } catch (LinkageError imageWithoutIt) {
      absent = true;
    }
  }

  /**
   * Writes the event.
   *
   * @param count how many times it was seen so far, this one included
   */
  void write(Finding finding, long count) {
    introduce();
    if (absent) {
      return;
    }
    try {
      if (Recorded.wanted()) {
        event(finding, count).commit();
      }
    } catch (LinkageError imageWithoutIt) {
      absent = true;
    }
  }

  private Recorded event(Finding finding, long count) {
    CodeLocation code = finding.location() instanceof CodeLocation place ? place : null;
    String thread = FindingText.thread(finding);
    return new Recorded(
        finding.id(),
        finding.severity().word(),
        finding.evidence() == null ? null : finding.evidence().word(),
        text(finding.message(), RefusalText.HEADLINE),
        code == null ? null : text(code.className(), Printable.LIMIT),
        code == null ? null : text(code.method(), Printable.LIMIT),
        code == null ? 0 : code.line(),
        thread == null ? null : text(thread, Printable.LIMIT),
        count);
  }

  private String text(String text, int limit) {
    StringBuilder out = new StringBuilder();
    printable.bounded(out, text, limit);
    return out.toString();
  }
}
