package dev.startguard.corpus;

import dev.startguard.it.ForkedJvm;
import dev.startguard.it.Jdk;
import dev.startguard.it.Jdks;
import dev.startguard.it.Outcome;
import dev.startguard.it.PackedJar;
import dev.startguard.it.RunningJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Has {@link CorpusWalk} walk a folder on every JDK, with the rules and with everyday calls, and
 * starts a JVM that verifies its own classes, so those that are hooked, too.
 */
public final class Corpus {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private Corpus() {}

  /**
   * The first argument names the folder, the second how manieth jar is enough for everyday calls.
   *
   * @throws IllegalStateException when one walk fails, or a JDK's own classes are refused
   */
  public static void main(String[] arguments) {
    List<String> failed = new ArrayList<>();
    for (Jdk jdk : Jdks.all()) {
      hooks(jdk, failed);
      walk(jdk, "every rule", failed, arguments[0]);
      walk(jdk, "everyday calls in every " + arguments[1] + "th jar", failed, arguments);
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException(String.join(", ", failed));
    }
  }

  private static void walk(Jdk jdk, String what, List<String> failed, String... arguments) {
    String[] options = {"-Xmx768m", "-Xverify:all", "-Dstartguard.agent.jar=" + PackedJar.path()};
    try (RunningJvm jvm =
        ForkedJvm.of(jdk).jvm(options).main(CorpusWalk.class, arguments).start()) {
      Outcome outcome = jvm.await(PATIENCE);
      System.out.println(jdk + ", " + what + "\n" + outcome.out());
      if (outcome.exit() != 0) {
        System.out.println(outcome.err());
        failed.add(jdk + ", " + what);
      }
    }
  }

  /** What the verifier refuses is not hooked, and said. */
  private static void hooks(Jdk jdk, List<String> failed) {
    Outcome outcome =
        ForkedJvm.of(jdk)
            .jvm("-Xverify:all")
            .agent("missing=start,rules=all")
            .main(dev.startguard.it.app.Hello.class)
            .run();
    boolean whole = outcome.exit() == 0 && !outcome.err().contains("is not hooked");
    System.out.println(jdk + ", hooks of the JDK's methods " + (whole ? "verified" : "refused"));
    if (!whole) {
      System.out.println(outcome);
      failed.add(jdk + ", hooks");
    }
  }
}
