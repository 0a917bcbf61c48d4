package dev.startguard.core.report.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.startguard.core.report.file.AppendedFile;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPMDCAdapter;

/**
 * A file that is written through SLF4J and Logback, and rolls by size: {@code PATH}, {@code
 * PATH.1}, {@code PATH.2} … Configured here and nowhere else: no {@code logback.xml} is looked for,
 * no property is read, and what Logback has to say of itself goes nowhere.
 */
public final class RollingLog implements AutoCloseable {
  private static final String NAME = "startguard";

  private final LoggerContext context = new LoggerContext();
  private final OwnersAppender appender = new OwnersAppender();
  private final Logger logger;

  private RollingLog(String path, long size, int files) {
    context.setName(NAME);
    // without one each event fails; what the application has in its own is none of our business
    context.setMDCAdapter(new NOPMDCAdapter());
    SizeBasedTriggeringPolicy<ILoggingEvent> full = new SizeBasedTriggeringPolicy<>();
    full.setMaxFileSize(new FileSize(size));
    full.setCheckIncrement(Duration.buildByMilliseconds(0)); // else it looks once a minute
    full.setContext(context);
    full.start();
    LineEncoder encoder = new LineEncoder();
    encoder.setContext(context);
    encoder.start();
    appender.setContext(context);
    appender.setName(NAME);
    appender.setFile(path);
    appender.setEncoder(encoder);
    appender.setTriggeringPolicy(full);
    appender.setRollingPolicy(new NumberedFiles(path, files));
    appender.start();
    ch.qos.logback.classic.Logger own = context.getLogger(NAME);
    own.setLevel(Level.INFO);
    own.addAppender(appender);
    logger = own;
  }

  /**
   * Opens the file, and creates it for its owner alone when it is not there.
   *
   * @param size the next line goes to a new file once this one has so many bytes
   * @param files how many there are at most, this one included; 2 or more
   * @throws IOException when that fails; the message says why, in words that follow "the file"
   */
  public static RollingLog open(String path, long size, int files) throws IOException {
    AppendedFile.append(path, "");
    return new RollingLog(path, size, files);
  }

  /** Does once for nobody what each line does, so that it is loaded; touches no file. */
  public static void rehearse(String path) {
    RollingLog nobodys = new RollingLog(path + ".never", Long.MAX_VALUE, 2);
    nobodys.error("");
    nobodys.close();
  }

  public void error(String lines) {
    logger.error(lines);
  }

  public void warn(String lines) {
    logger.warn(lines);
  }

  public void info(String lines) {
    logger.info(lines);
  }

  /** How many writes failed. */
  public long lost() {
    return appender.lost();
  }

  @Override
  public void close() {
    context.stop();
  }
}
