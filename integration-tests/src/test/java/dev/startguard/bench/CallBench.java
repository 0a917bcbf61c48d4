package dev.startguard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.startguard.it.Jdk;
import dev.startguard.it.Jdks;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import net.bytebuddy.agent.builder.AgentBuilder;

/**
 * What a watched call costs beside a plain one, by JMH, and what a further class without a hit
 * costs. The plain one has an empty agent: any agent at all changes what a JVM does by some per
 * cent. Line by line in turn, the plain way and the woven one next to each other and each of them
 * first in every other round, since a machine's pace changes by more than probes do. The benchmarks
 * lie in {@code src/bench/java}, and are compiled by this program.
 *
 * <p>{@code mvn -Pcall-bench verify} runs it. Properties: {@code bench.call.rounds} (JVMs for each
 * line and way, 3), {@code bench.call.only} (a regular expression), {@code bench.call.jdk} (a
 * feature version), {@code bench.call.prefix} (what stands before the JVM: {@code chrt -f 40}),
 * {@code startguard.agent.jar}, {@code bench.sources}, {@code bench.out}.
 */
public final class CallBench {
  private static final String PACKAGE = "dev.startguard.bench.calls";
  private static final String SHORT = "-wi 4 -w 250ms -i 5 -r 200ms -f 1 -prof gc";

  /** Memory that is touched for the first time costs more than all that is measured here. */
  private static final String TOUCHED = "-Xms256m -Xmx256m -XX:+AlwaysPreTouch";

  private final Path out;
  private final String classPath;
  private final Jdk jdk;

  private CallBench(Path out, String classPath, Jdk jdk) {
    this.out = out;
    this.classPath = classPath;
    this.jdk = jdk;
  }

  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(System.getProperty("bench.out", "target/bench")));
    String libraries =
        String.join(
            File.pathSeparator,
            jarOf("org.openjdk.jmh.Main"),
            jarOf("org.openjdk.jmh.generators.BenchmarkProcessor"),
            jarOf("joptsimple.OptionParser"),
            jarOf("org.apache.commons.math3.util.FastMath"),
            jarOf(AgentBuilder.class.getName()));
    Path classes = compile(out.resolve("calls"), libraries);
    int version = Integer.getInteger("bench.call.jdk", Jdks.current().version());
    CallTable table = new CallTable();
    for (Jdk jdk : Jdks.all()) {
      if (jdk.version() == version) {
        String classPath = classes.toAbsolutePath() + File.pathSeparator + libraries;
        new CallBench(out.toRealPath(), classPath, jdk).measure(table);
        table.print(jdk);
      }
    }
    table.write(out.resolve("calls-" + version + ".csv"));
  }

  private void measure(CallTable table) throws IOException, InterruptedException {
    Path manifest =
        Files.writeString(
            out.resolve("calls.yaml"),
            "startguard: 1\nservice: bench\nruntime: { packages: ["
                + PACKAGE
                + "], zone: Europe/Berlin }\n");
    String agent =
        "-javaagent:"
            + Path.of(System.getProperty("startguard.agent.jar")).toRealPath()
            + "=rules=all,manifest="
            + manifest;
    String empty = "-javaagent:" + AgentJar.write(out.resolve("empty.jar"), EmptyAgent.class);
    Path advice = out.resolve("advice.jar");
    AgentJar.write(advice, PACKAGE + ".AdviceAgent");
    int rounds = Integer.getInteger("bench.call.rounds", 3);
    List<CallLine> lines = lines(System.getProperty("bench.call.only", ".*"));
    for (int round = 0; round < rounds; round++) {
      for (CallLine line : lines) {
        if (line.method().equals("siteAdvised")) {
          jmh(line, "-javaagent:" + advice, "plain", table);
        } else if (line.method().startsWith("site") && !line.method().equals("site")) {
          jmh(line, empty, "plain", table);
        } else {
          boolean plainFirst = round % 2 == 0;
          jmh(line, plainFirst ? empty : agent, plainFirst ? "plain" : "woven", table);
          jmh(line, plainFirst ? agent : empty, plainFirst ? "woven" : "plain", table);
        }
      }
    }
    run(
        List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            agent,
            "-cp",
            classPath,
            PACKAGE + ".ClassLoop",
            jarOf(AgentBuilder.class.getName())),
        ProcessBuilder.Redirect.INHERIT);
  }

  /** The benchmarks whose names match, once for each number of threads that they are made for. */
  private List<CallLine> lines(String only) throws IOException, InterruptedException {
    Path listed = out.resolve("jmh-lines.log");
    jmh(List.of("-lp", "(Calls|Tasks)\\." + only), ProcessBuilder.Redirect.to(listed.toFile()));
    return CallLine.listed(Files.readAllLines(listed));
  }

  private void jmh(CallLine line, String option, String way, CallTable table)
      throws IOException, InterruptedException {
    Path result = out.resolve("jmh.json");
    List<String> arguments = new ArrayList<>(List.of(SHORT.split(" ", -1)));
    arguments.addAll(List.of("-rf", "json", "-rff", result.toString()));
    arguments.addAll(line.arguments());
    arguments.addAll(List.of("-jvmArgs", TOUCHED, "-jvmArgsAppend", option));
    jmh(arguments, ProcessBuilder.Redirect.to(out.resolve("jmh-" + way + ".log").toFile()));
    for (JsonNode each : new ObjectMapper().readTree(result.toFile())) {
      List<Double> nanos = new ArrayList<>();
      for (JsonNode fork : each.path("primaryMetric").path("rawData")) {
        fork.forEach(value -> nanos.add(value.asDouble()));
      }
      JsonNode second = each.path("secondaryMetrics");
      JsonNode bytes = second.path("gc.alloc.rate.norm");
      if (bytes.isMissingNode()) {
        bytes = second.path("·gc.alloc.rate.norm");
      }
      table.add(line.title(), way, nanos, bytes.path("score").asDouble());
    }
  }

  private void jmh(List<String> arguments, ProcessBuilder.Redirect output)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add("-Djmh.ignoreLock=true"); // others may measure something else
    command.add("-cp");
    command.add(classPath);
    command.add("org.openjdk.jmh.Main");
    command.addAll(arguments);
    run(command, output);
  }

  private void run(List<String> arguments, ProcessBuilder.Redirect output)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    String prefix = System.getProperty("bench.call.prefix", "").trim();
    if (!prefix.isEmpty()) {
      command.addAll(List.of(prefix.split(" +", -1)));
    }
    command.add(jdk.java().toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(out.toFile());
    builder.environment().put("TZ", "Europe/Paris"); // other rules than Berlin's, the same dates
    int exit = builder.redirectErrorStream(true).redirectOutput(output).start().waitFor();
    if (exit != 0) {
      throw new IOException("ended with " + exit + ": " + command);
    }
  }

  private static Path compile(Path classes, String libraries) throws IOException {
    Files.createDirectories(classes);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "--release",
            "17",
            "-nowarn",
            "-cp",
            libraries,
            "-processor",
            "org.openjdk.jmh.generators.BenchmarkProcessor",
            "-d",
            classes.toString());
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(Path.of(System.getProperty("bench.sources")))) {
      List<Path> all = sources.filter(path -> path.toString().endsWith(".java")).toList();
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(all))
          .call()) {
        throw new IOException(messages.toString());
      }
    }
    return classes;
  }

  private static String jarOf(String type) {
    try {
      return Path.of(
              Class.forName(type).getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (ReflectiveOperationException | java.net.URISyntaxException missing) {
      throw new IllegalStateException("not on the class path: " + type, missing);
    }
  }
}
