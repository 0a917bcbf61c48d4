package dev.startguard.core.report.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import dev.startguard.core.report.file.AppendedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes as {@code report} does: what it creates is its owner's alone, and no symbolic link is
 * followed. Logback's own stream follows them, and one failed write ends its appender.
 */
final class OwnersAppender extends RollingFileAppender<ILoggingEvent> {
  private final AtomicLong lost = new AtomicLong();

  @Override
  public void openFile(String path) {
    setOutputStream(new Appending(path, lost));
  }

  long lost() {
    return lost.get();
  }

  /** Opens the file for each write: lines are few, and who takes the file away gets a new one. */
  private static final class Appending extends OutputStream {
    private final String path;
    private final AtomicLong lost;

    Appending(String path, AtomicLong lost) {
      this.path = path;
      this.lost = lost;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      if (length == 0) {
        return; // else a file would be created for nothing
      }
      try {
        AppendedFile.append(path, new String(bytes, from, length, StandardCharsets.UTF_8));
      } catch (IOException full) {
        lost.incrementAndGet();
      }
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }
  }
}
