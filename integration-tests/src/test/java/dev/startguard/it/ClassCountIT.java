package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.bench.AgentJar;
import dev.startguard.bench.EmptyAgent;
import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gates the speed of a start by what can be counted exactly: the classes that are loaded before
 * {@code main}. Milliseconds are for the start benchmark, whose manifest of fifty entries this is.
 */
class ClassCountIT {
  /** A new check that every start needs may raise it by one or two; say so in the commit. */
  private static final int OURS = 185;

  /** Of the JDK, beyond what an agent that does nothing loads. */
  private static final int MORE_OF_THE_JDK = 170;

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void loadsFewClassesBeforeMain(Jdk jdk) throws Exception {
    Path empty = AgentJar.write(folder.resolve("empty.jar"), EmptyAgent.class);
    Loaded idle = loaded(ForkedJvm.of(jdk).jvm("-javaagent:" + empty));
    Loaded guarded = loaded(FiftyEntries.guarded(jdk));

    assertThat(guarded.ours).as("classes of ours").isBetween(50, OURS);
    assertThat(guarded.others - idle.others)
        .as("further classes of the JDK")
        .isLessThanOrEqualTo(MORE_OF_THE_JDK);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void loadsHardlyAnyWhenItIsOff(Jdk jdk) throws Exception {
    // beside the tests' classes the empty agent would be one of them, and its jar not opened
    String name = Hello.class.getName();
    Path alone = Files.createDirectories(folder.resolve("dev/startguard/it/app"));
    try (InputStream file = Hello.class.getResourceAsStream("Hello.class")) {
      Files.write(alone.resolve("Hello.class"), file.readAllBytes());
    }
    Path empty = AgentJar.write(folder.resolve("empty.jar"), EmptyAgent.class);
    Loaded idle =
        counted(ForkedJvm.of(jdk).jvm("-javaagent:" + empty).classPath(folder).main(name));
    Loaded off = counted(ForkedJvm.of(jdk).agent("mode=off").classPath(folder).main(name));

    assertThat(off.ours + off.others - idle.others).isLessThanOrEqualTo(10);
  }

  /** It says so by another way then. */
  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void saysTheSameHoweverItIsOff(Jdk jdk) throws IOException {
    String soon = ForkedJvm.of(jdk).agent("mode=off").main(Hello.class).run().err();
    Outcome late =
        ForkedJvm.of(jdk).agent("mode=off").env("STARTGUARD_RULES", "off").main(Hello.class).run();

    assertThat(soon).isEqualTo("startguard: off: mode=off from the agent's arguments\n");
    assertThat(late.err()).isEqualTo(soon);
  }

  private record Loaded(int ours, int others) {}

  private Loaded loaded(ForkedJvm jvm) throws IOException {
    return counted(jvm.main(Hello.class));
  }

  private Loaded counted(ForkedJvm jvm) throws IOException {
    Path log = folder.resolve("classes.log");
    Outcome outcome = jvm.jvm("-Xlog:class+load:file=" + log + ":none").run();
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    int ours = 0;
    int others = 0;
    for (String line : Files.readAllLines(log)) {
      if (line.startsWith(Hello.class.getName() + " ")) {
        return new Loaded(ours, others);
      }
      if (line.startsWith("dev.startguard.") && !line.startsWith("dev.startguard.bench.")) {
        ours++;
      } else {
        others++;
      }
    }
    throw new AssertionError("main never began: " + outcome);
  }
}
