package dev.startguard.it.app;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Makes a mistake between two lines of its own log, and goes on until a file appears. */
public final class LoggingService {
  private LoggingService() {}

  public static void main(String[] args) {
    LoggerFactory.getLogger(LoggingService.class).info("before");
    System.out.println(LocalDateTime.of(2027, 3, 28, 2, 30).atZone(ZoneId.of("Europe/Berlin")));
    LoggerFactory.getLogger("startguard").info("after");
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    System.out.println(factory.getClass().getName());
    Waiter.main(args);
  }
}
