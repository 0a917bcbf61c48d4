package dev.startguard.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.bytebuddy.agent.builder.AgentBuilder;
import reactor.blockhound.BlockHound;

/**
 * How long hello world takes from fork to exit: without an agent, with an empty one, with
 * Startguard (50 entries), with its refusal (10 errors), with an idle {@code AgentBuilder} and with
 * BlockHound, in turn, on every JDK found.
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
    for (Path home : jdks()) {
      measure(home, rounds, out, csv);
    }
    Path file = out.resolve("start.csv");
    Files.writeString(file, csv);
    System.out.println("\n" + file);
  }

  private static void measure(Path home, int rounds, Path out, StringBuilder csv)
      throws IOException, InterruptedException {
    Path java = home.resolve("bin/java");
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
    print(home, rounds, running, csv);
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
    all.add(new Contender("Startguard, 50 entries", 0, good, startguard));
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
    return all;
  }

  private static void print(Path home, int rounds, List<Contender> running, StringBuilder csv)
      throws IOException {
    Contender zero = running.get(1);
    String jdk = version(home);
    PrintStream console = System.out;
    console.printf(
        "%nJDK %s, %d processors, %d rounds in turn%n",
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
              "%s,\"%s\",%.2f,%.2f,%.2f,%.3f,%d%n",
              jdk,
              contender.name(),
              contender.median(),
              contender.minimum(),
              contender.maximum(),
              contender.ratioTo(zero),
              contender.classes()));
    }
  }

  /** The JDK that runs this, and its siblings from 17 on. */
  private static List<Path> jdks() throws IOException {
    Path current = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> homes = new ArrayList<>(List.of(current));
    try (Stream<Path> siblings = Files.list(current.getParent())) {
      for (Path sibling : siblings.sorted().toList()) {
        Path real = sibling.toRealPath();
        if (!homes.contains(real)
            && Files.exists(real.resolve("release"))
            && Files.isExecutable(real.resolve("bin/java"))) {
          homes.add(real);
        }
      }
    }
    return homes;
  }

  private static String version(Path home) throws IOException {
    for (String line : Files.readAllLines(home.resolve("release"), StandardCharsets.ISO_8859_1)) {
      if (line.startsWith("JAVA_VERSION=")) {
        return line.substring("JAVA_VERSION=".length()).replace("\"", "");
      }
    }
    return home.getFileName().toString();
  }

  /** The jar or folder that a class comes from. */
  private static Path jarOf(Class<?> type) {
    return Path.of(
        java.net.URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
