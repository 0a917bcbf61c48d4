package dev.startguard.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One way to start the same program. */
final class Contender {
  private final String name;
  private final List<String> options;
  private final Path environment;
  private final int expectedExit;
  private final List<Double> millis = new ArrayList<>();
  private int classes;

  /**
   * @param options the JVM's options
   * @param environment a file of {@code NAME=value} lines; the process gets nothing else
   * @param expectedExit a run that ends otherwise counts for nothing
   */
  Contender(String name, int expectedExit, Path environment, String... options) {
    this.name = name;
    this.expectedExit = expectedExit;
    this.environment = environment;
    this.options = List.of(options);
  }

  String name() {
    return name;
  }

  /** Starts once; from the fork to the end of the process, in milliseconds. */
  void run(Path java, Path classPath, boolean counted) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process = start(java, classPath, List.of(), ProcessBuilder.Redirect.DISCARD);
    int exit = await(process);
    double took = (System.nanoTime() - begin) / 1e6;
    if (exit != expectedExit) {
      throw new IOException(name + " ended with " + exit + ", not " + expectedExit);
    }
    if (counted) {
      millis.add(took);
    }
  }

  /** Counts the classes that are loaded from start to end. */
  void countClasses(Path java, Path classPath, Path work) throws IOException, InterruptedException {
    Path log = work.resolve("classes.log");
    await(
        start(
            java,
            classPath,
            List.of("-Xlog:class+load:file=" + log),
            ProcessBuilder.Redirect.DISCARD));
    for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
      if (line.contains(" source: ")) {
        classes++;
      }
    }
  }

  int classes() {
    return classes;
  }

  double median() {
    return quantile(millis, 0.5);
  }

  double minimum() {
    return quantile(millis, 0);
  }

  double maximum() {
    return quantile(millis, 1);
  }

  /**
   * The median of the ratios, pair by pair: each of our runs beside the run of {@code zero} in the
   * same round.
   */
  double ratioTo(Contender zero) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < millis.size(); i++) {
      ratios.add(millis.get(i) / zero.millis.get(i));
    }
    return quantile(ratios, 0.5);
  }

  private static double quantile(List<Double> values, double q) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double at = q * last;
    int below = (int) at;
    return sorted[below] + (sorted[Math.min(last, below + 1)] - sorted[below]) * (at - below);
  }

  private Process start(
      Path java, Path classPath, List<String> more, ProcessBuilder.Redirect output)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(more);
    command.addAll(options);
    command.add("-cp");
    command.add(classPath.toString());
    command.add(Hello.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> variables = builder.environment();
    variables.clear();
    for (String line : Files.readAllLines(environment, StandardCharsets.UTF_8)) {
      int equals = line.indexOf('=');
      variables.put(line.substring(0, equals), line.substring(equals + 1));
    }
    File none = new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    return builder
        .redirectInput(none)
        .redirectOutput(output)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private int await(Process process) throws InterruptedException, IOException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(name + " did not end within a minute");
    }
    return process.exitValue();
  }
}
