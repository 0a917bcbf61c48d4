package dev.startguard.it.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.locks.LockSupport;

/** Makes mistakes, and comes to a bad end. */
public final class Doomed {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDateTime NEVER = LocalDateTime.of(2027, 3, 28, 2, 30);
  private static final int MOST_THREADS = 500;
  private static final int HALTED = 3;

  private Doomed() {}

  /**
   * Ends as it is told.
   *
   * @param args the way to end, and the report that is to tell of it
   */
  public static void main(String[] args) throws IOException {
    Path report = Path.of(args[1]);
    if (args[0].equals("threads")) {
      takeEveryThread();
    }
    System.out.println(first());
    await(report, "first");
    switch (args[0]) {
      case "halt" -> Runtime.getRuntime().halt(HALTED);
      case "halt at once" -> {
        System.out.println(second());
        Runtime.getRuntime().halt(HALTED);
      }
      case "exit" -> {
        System.out.println(second());
        System.exit(HALTED);
      }
      case "memory" -> fill();
      case "initializer" -> System.out.println(Broken.VALUE);
      case "interrupt" -> {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
          thread.interrupt();
        }
        System.out.println(second());
        await(report, "second");
      }
      case "signal" -> {
        System.out.println(second());
        System.out.println("ready");
        await(report, "never");
      }
      default -> System.out.println("ends");
    }
  }

  private static ZonedDateTime first() {
    return NEVER.atZone(BERLIN);
  }

  private static ZonedDateTime second() {
    return NEVER.atZone(BERLIN);
  }

  private static void await(Path report, String method) throws IOException {
    String site = "\"method\":\"" + method + "\"";
    while (!(Files.exists(report) && Files.readString(report).contains(site))) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static void takeEveryThread() {
    try {
      for (int i = 0; i < MOST_THREADS; i++) {
        Thread idle = new Thread(Doomed::idle);
        idle.setDaemon(true);
        idle.start();
      }
    } catch (OutOfMemoryError none) {
      System.out.println("no thread is left");
    }
  }

  private static void idle() {
    while (true) {
      LockSupport.park();
    }
  }

  private static void fill() {
    Object[] kept = {};
    while (true) {
      kept = new Object[] {kept, new byte[1 << 20]};
    }
  }

  private static final class Broken {
    static final int VALUE = broken();

    private static int broken() {
      throw new IllegalStateException("on purpose");
    }
  }
}
