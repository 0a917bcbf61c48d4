package dev.startguard.bench;

import dev.startguard.it.Jdk;
import dev.startguard.it.Jdks;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long the example checkout, a Spring Boot service, takes from fork to "Started": with an empty
 * agent, with a transformer that does nothing, with Startguard and its rules, with OpenTelemetry,
 * in turn, each round beginning with another of them, on every JDK found.
 *
 * <p>{@code mvn -Pstart-bench verify} runs it after {@link StartBench}. Properties: those, and
 * {@code bench.checkout} (the service's jar).
 */
public final class SpringBench {
  private SpringBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = Integer.getInteger("bench.rounds", 15);
    Path out = Files.createDirectories(Path.of(System.getProperty("bench.out", "target/bench")));
    Path manifest = out.resolve("spring.yaml");
    Files.writeString(
        manifest,
        "startguard: 1\nservice: checkout\nenv: { CURRENCY: string, TAX_PERCENT: percent }\n");
    String startguard =
        "-javaagent:"
            + Path.of(System.getProperty("bench.agent")).toRealPath()
            + "=manifest="
            + manifest;
    Path empty = AgentJar.write(out.resolve("empty.jar"), EmptyAgent.class);
    List<Service> all = new ArrayList<>();
    all.add(new Service("empty agent", List.of("-javaagent:" + empty)));
    Path idle = AgentJar.write(out.resolve("null.jar"), NullTransformerAgent.class);
    all.add(new Service("transformer that returns null", List.of("-javaagent:" + idle)));
    all.add(new Service("Startguard, no rules", List.of(startguard + ",rules=off")));
    all.add(new Service("Startguard, usual rules", List.of(startguard)));
    all.add(new Service("Startguard, all rules", List.of(startguard + ",rules=all")));
    all.add(
        new Service(
            "OpenTelemetry",
            List.of(
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-javaagent:"
                    + StartBench.jarOf("io.opentelemetry.javaagent.OpenTelemetryAgent"))));
    StringBuilder csv = new StringBuilder("jdk,contender,median_ms,ratio_to_empty\n");
    for (Jdk jdk : Jdks.all()) {
      for (int round = -1; round < rounds; round++) {
        for (int turn = 0; turn < all.size(); turn++) { // who follows whom would count else
          Service service = all.get((round + 1 + turn) % all.size());
          double took = service.start(jdk.java());
          if (round >= 0) {
            service.millis.add(took);
          }
        }
      }
      System.out.printf("%n%s, Spring Boot to \"Started\", %d rounds in turn%n", jdk, rounds);
      for (Service service : all) {
        double ratio = middle(service.ratiosTo(all.get(0)));
        double error = error(service.ratiosTo(all.get(0)));
        System.out.printf(
            Locale.ROOT,
            "%-32s %9.1f ms %6.2f +- %.2f%n",
            service.name,
            service.median(),
            ratio,
            error);
        csv.append(
            String.format(
                Locale.ROOT,
                "%d,\"%s\",%.1f,%.3f%n",
                jdk.version(),
                service.name,
                service.median(),
                ratio));
      }
      for (Service service : all) {
        service.millis.clear();
      }
    }
    Files.writeString(out.resolve("spring.csv"), csv);
  }

  /** The same service, started in one way. */
  private static final class Service {
    private final String name;
    private final List<String> options;
    private final List<Double> millis = new ArrayList<>();

    Service(String name, List<String> options) {
      this.name = name;
      this.options = options;
    }

    /** From the fork to the line that says so, in milliseconds; the service is ended then. */
    double start(Path java) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>();
      command.add(java.toString());
      command.addAll(options);
      command.addAll(List.of("-Dapp.region=eu", "-jar", System.getProperty("bench.checkout")));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      Map<String, String> variables = builder.environment();
      variables.clear();
      variables.putAll(Map.of("CURRENCY", "EUR", "TAX_PERCENT", "19", "HTTP_PORT", "0"));
      long begin = System.nanoTime();
      Process process = builder.start();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.contains(": Started CheckoutApplication in ")) {
            return (System.nanoTime() - begin) / 1e6;
          }
          said.append(line).append('\n');
        }
        throw new IOException(name + " never started:\n" + said);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }

    double median() {
      return middle(millis);
    }

    List<Double> ratiosTo(Service zero) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < millis.size(); i++) {
        ratios.add(millis.get(i) / zero.millis.get(i));
      }
      return ratios;
    }
  }

  private static double middle(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Of the median, as if the values were normal: its standard error. */
  private static double error(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return 1.25 * Math.sqrt(squares / Math.max(1, values.size() - 1) / values.size());
  }
}
