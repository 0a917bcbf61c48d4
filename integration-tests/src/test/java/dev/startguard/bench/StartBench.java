package dev.startguard.bench;

import dev.startguard.it.Jdk;
import dev.startguard.it.Jdks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.bytebuddy.agent.builder.AgentBuilder;
import reactor.blockhound.BlockHound;

/**
 * How long hello world takes from fork to exit: without an agent, with an empty one, with
 * Startguard (50 entries, without rules and with all), with its refusal (10 errors), with an idle
 * {@code AgentBuilder}, with BlockHound and with OpenTelemetry, in turn, on every JDK found.
 *
 * <p>{@code mvn -Pstart-bench verify} runs it. Properties: {@code bench.rounds} (default 15),
 * {@code bench.agent} (the packed jar), {@code bench.out} (a folder for the CSV).
 */
public final class StartBench {
  private StartBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = Integer.getInteger("bench.rounds", 15);
    Path out = Files.createDirectories(Path.of(System.getProperty("bench.out", "target/bench")));
    StringBuilder csv =
        new StringBuilder("jdk,contender,median_ms,min_ms,max_ms,ratio_to_empty,classes\n");
    for (Jdk jdk : Jdks.all()) {
      measure(jdk, rounds, out, csv);
    }
    Path file = out.resolve("start.csv");
    Files.writeString(file, csv);
    System.out.println("\n" + file);
  }

  private static void measure(Jdk jdk, int rounds, Path out, StringBuilder csv)
      throws IOException, InterruptedException {
    Path java = jdk.java();
    Path classes = jarOf(Hello.class);
    List<Contender> running = new ArrayList<>();
    for (Contender contender : contenders(out)) {
      try {
        contender.run(java, classes, false);
        contender.countClasses(java, classes, out);
        running.add(contender);
      } catch (IOException broken) {
        System.out.println("left out: " + broken.getMessage());
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (Contender contender : running) {
        contender.run(java, classes, true);
      }
    }
    print(jdk, rounds, running, csv);
  }

  private static List<Contender> contenders(Path out) throws IOException {
    Path resources = jarOf(Hello.class).resolve("bench");
    Path none = Files.write(out.resolve("none.env"), new byte[0]);
    Path good = resources.resolve("good.env");
    String startguard =
        "-javaagent:"
            + Path.of(System.getProperty("bench.agent")).toRealPath()
            + "=manifest="
            + resources.resolve("startguard.yaml");
    Path byteBuddy = jarOf(AgentBuilder.class);
    List<Contender> all = new ArrayList<>();
    all.add(new Contender("no agent", 0, none));
    all.add(
        new Contender(
            "empty agent",
            0,
            none,
            "-javaagent:" + AgentJar.write(out.resolve("empty.jar"), EmptyAgent.class)));
    all.add(new Contender("Startguard, no rules", 0, good, startguard + ",rules=off"));
    all.add(new Contender("Startguard, all rules", 0, good, startguard + ",rules=all"));
    all.add(
        new Contender(
            "Startguard, 10 errors, refused", 78, resources.resolve("broken.env"), startguard));
    all.add(
        new Contender(
            "idle AgentBuilder",
            0,
            none,
            "-javaagent:"
                + AgentJar.write(out.resolve("idle.jar"), IdleAgentBuilderAgent.class, byteBuddy)));
    all.add(
        new Contender(
            "BlockHound",
            0,
            none,
            "-XX:+AllowRedefinitionToAddDeleteMethods",
            "-javaagent:" + jarOf(BlockHound.class)));
    all.add(
        new Contender(
            "OpenTelemetry",
            0,
            none,
            "-Dotel.traces.exporter=none",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none",
            "-javaagent:" + jarOf("io.opentelemetry.javaagent.OpenTelemetryAgent")));
    return all;
  }

  private static void print(Jdk jdk, int rounds, List<Contender> running, StringBuilder csv) {
    Contender zero = running.get(1);
    PrintStream console = System.out;
    console.printf(
        "%n%s, %d processors, %d rounds in turn%n",
        jdk, Runtime.getRuntime().availableProcessors(), rounds);
    console.printf(
        "%-32s %9s %9s %9s %9s %9s%n", "", "median ms", "min", "max", "x empty", "classes");
    for (Contender contender : running) {
      console.printf(
          Locale.ROOT,
          "%-32s %9.1f %9.1f %9.1f %9.2f %9d%n",
          contender.name(),
          contender.median(),
          contender.minimum(),
          contender.maximum(),
          contender.ratioTo(zero),
          contender.classes());
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,\"%s\",%.2f,%.2f,%.2f,%.3f,%d%n",
              jdk.version(),
              contender.name(),
              contender.median(),
              contender.minimum(),
              contender.maximum(),
              contender.ratioTo(zero),
              contender.classes()));
    }
  }

  /** The jar of an agent that the profile alone brings. */
  static Path jarOf(String agent) throws IOException {
    try {
      return jarOf(Class.forName(agent, false, StartBench.class.getClassLoader()));
    } catch (ClassNotFoundException absent) {
      throw new IOException(agent + " is not on the class path: -Pstart-bench", absent);
    }
  }

  /** The jar or folder that a class comes from. */
  private static Path jarOf(Class<?> type) {
    return Path.of(
        java.net.URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
