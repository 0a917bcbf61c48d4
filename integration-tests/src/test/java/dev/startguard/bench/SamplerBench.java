package dev.startguard.bench;

import dev.startguard.it.Jdk;
import dev.startguard.it.Jdks;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What the threads of Startguard take of one core beside a service of 200 threads in 20 pools, with
 * every rule, on every JDK found: in the first minute, and in the one after it. Linux only, which
 * tells each thread's processor time in nanoseconds.
 *
 * <p>{@code mvn -Psampler-bench -DskipTests verify} runs it. Property: {@code bench.agent} (the
 * packed jar).
 */
public final class SamplerBench {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private SamplerBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    System.out.printf("%-8s %10s %15s %15s%n", "", "threads", "first minute", "second minute");
    for (Jdk jdk : Jdks.all()) {
      Process process =
          new ProcessBuilder(
                  jdk.java().toString(),
                  "-javaagent:"
                      + Path.of(System.getProperty("bench.agent")).toRealPath()
                      + "=rules=all,missing=start",
                  "-cp",
                  System.getProperty("java.class.path"),
                  BusyPools.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
        if (!"ready".equals(said.readLine())) {
          throw new IOException("it ended: " + process.waitFor());
        }
        long threads;
        try (Stream<Path> tasks = Files.list(tasks(process))) {
          threads = tasks.count();
        }
        double first = share(process);
        double second = share(process);
        System.out.printf(
            Locale.ROOT,
            "JDK %-4d %10d %13.2f %% %13.2f %%%n",
            jdk.version(),
            threads,
            first,
            second);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** Of one core, in the minute that begins now, in per cent. */
  private static double share(Process process) throws IOException {
    long begin = System.nanoTime();
    long before = spent(process);
    while (System.nanoTime() - begin < MINUTE) {
      LockSupport.parkNanos(MINUTE - (System.nanoTime() - begin));
    }
    return 100.0 * (spent(process) - before) / (System.nanoTime() - begin);
  }

  /** By all threads of Startguard together, in nanoseconds. */
  private static long spent(Process process) throws IOException {
    long sum = 0;
    try (Stream<Path> tasks = Files.list(tasks(process))) {
      for (Path task : tasks.toList()) {
        if (Files.readString(task.resolve("comm")).startsWith("startguard")) {
          String times = Files.readString(task.resolve("schedstat"));
          sum += Long.parseLong(times.substring(0, times.indexOf(' ')));
        }
      }
    }
    return sum;
  }

  private static Path tasks(Process process) {
    return Path.of("/proc", String.valueOf(process.pid()), "task");
  }
}
