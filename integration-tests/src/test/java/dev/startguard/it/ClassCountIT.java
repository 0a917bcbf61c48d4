package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.bench.AgentJar;
import dev.startguard.bench.EmptyAgent;
import dev.startguard.it.app.Hello;
import java.io.IOException;
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

  private record Loaded(int ours, int others) {}

  private Loaded loaded(ForkedJvm jvm) throws IOException {
    Path log = folder.resolve("classes.log");
    Outcome outcome = jvm.jvm("-Xlog:class+load:file=" + log + ":none").main(Hello.class).run();
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
