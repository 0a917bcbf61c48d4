package dev.startguard.core.report;

import dev.startguard.core.report.logback.RollingLog;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code log} asks for. Opened by the first line: Logback takes its time to load, and most
 * services never need it.
 */
final class RuntimeLog {
  private static final long SIZE = 10L << 20;
  private static final int FILES = 5;

  private final String path;
  private final RuntimeText text = new RuntimeText(false);
  private @Nullable RollingLog log;
  private boolean tried;

  RuntimeLog(String path) {
    this.path = path;
  }

  /**
   * Writes the finding.
   *
   * @param time when, RFC 3339
   * @return what keeps this and all further ones from being written, said once; else null
   */
  synchronized @Nullable String write(Finding finding, long count, String time) {
    String problem = open();
    if (log != null) {
      StringBuilder lines = new StringBuilder(512).append(time).append(' ');
      lines.append(RuntimeText.level(finding)).append(' ').append(text.head(finding)).append('\n');
      text.body(lines, finding, count);
      if (finding.severity() == Severity.ERROR) {
        log.error(lines.toString());
      } else if (finding.severity() == Severity.WARNING) {
        log.warn(lines.toString());
      } else {
        log.info(lines.toString());
      }
    }
    return problem;
  }

  /** Writes what the machinery has to say; the rest as {@link #write}. */
  synchronized @Nullable String note(String line, String time) {
    String problem = open();
    if (log != null) {
      log.info(time + " INFO " + text.note(line) + "\n");
    }
    return problem;
  }

  /** How many writes failed since it was opened. */
  synchronized long lost() {
    return log == null ? 0 : log.lost();
  }

  /** Nothing is written from now on. */
  synchronized void close() {
    tried = true;
    if (log != null) {
      log.close();
      log = null;
    }
  }

  private @Nullable String open() {
    if (tried) {
      return null;
    }
    tried = true;
    String reason;
    try {
      log = RollingLog.open(path, SIZE, FILES);
      return null;
    } catch (IOException unwritable) {
      reason = unwritable.getMessage();
    } catch (RuntimeException | LinkageError unfit) { // Logback's own, which are no news to a user
      reason = "cannot be written through Logback: " + unfit.getClass().getName();
    }
    return "no log is kept: the file " + Disclosure.plain(path) + " " + reason;
  }
}
