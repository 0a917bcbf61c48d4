package dev.startguard.core.report;

import dev.startguard.core.report.file.Claim;
import dev.startguard.core.report.logback.RollingLog;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code log} asks for. Opened by the first line: Logback takes its time to load, and most
 * services never need it.
 */
final class RuntimeLog {
  private static final long SIZE = 10L << 20;
  private static final int FILES = 5;

  private final String wanted;
  private final long pid;
  private final boolean shared;
  private final RuntimeText text = new RuntimeText(false);
  private @Nullable RollingLog log;
  private @Nullable Claim claim;
  private boolean tried;

  /**
   * @param pid this process's id
   * @param shared whether another process may have been given the same path
   */
  RuntimeLog(String path, long pid, boolean shared) {
    wanted = path;
    this.pid = pid;
    this.shared = shared;
  }

  /** Loads Logback; writes nothing. */
  void prepare() {
    try {
      RollingLog.rehearse(wanted);
    } catch (RuntimeException | LinkageError unfit) {
      // the first line will say so
    }
  }

  /**
   * Writes the finding.
   *
   * @param time when, RFC 3339
   * @return what keeps this and all further ones from being written there, said once; else null
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
    if (claim != null) {
      claim.close();
      claim = null;
    }
  }

  private @Nullable String open() {
    if (tried) {
      return null;
    }
    tried = true;
    String path = wanted;
    String reason;
    try {
      String moved = null;
      if (shared && !claimed(path)) { // else two would rename each other's files
        path = wanted + "-" + pid; // not .PID: the older files have numbers
        moved =
            "the log "
                + Disclosure.plain(wanted)
                + " is "
                + holder()
                + ": this one's is "
                + Disclosure.plain(path);
        if (!claimed(path)) {
          throw new IOException("is another process's, too");
        }
      }
      log = RollingLog.open(path, SIZE, FILES);
      return moved;
    } catch (IOException unwritable) {
      reason = unwritable.getMessage();
    } catch (RuntimeException | LinkageError unfit) { // Logback's own, which are no news to a user
      reason = "cannot be written through Logback: " + unfit.getClass().getName();
    }
    return "no log is kept: the file " + Disclosure.plain(path) + " " + reason;
  }

  private boolean claimed(String path) {
    File file = new File(path);
    if (file.exists() && !file.isFile()) {
      return true; // a device, which cannot be rolled
    }
    try {
      claim = Claim.of(path, pid);
      return claim != null;
    } catch (IOException | UnsupportedOperationException unlockable) {
      return true; // a directory that is not ours, a file system without locks: as good as alone
    }
  }

  private String holder() {
    long other = Claim.holder(wanted);
    return "another process's" + (other == 0 ? "" : " (" + other + ")");
  }
}
