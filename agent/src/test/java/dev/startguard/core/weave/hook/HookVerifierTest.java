package dev.startguard.core.weave.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.OtherJvm;
import org.junit.jupiter.api.Test;

/** The JVM verifies no class of its own unless it is told to: so it is, in another JVM. */
class HookVerifierTest {
  private static final String CONCURRENT = "java.util.concurrent.";

  @Test
  void acceptsEveryHookOfEveryMethodOfTheClassesThatRulesNeed() throws Exception {
    String said =
        OtherJvm.run(
            EveryHook.class,
            "java.util.TimeZone",
            "java.util.Timer",
            "java.util.TimerThread",
            "java.lang.Thread",
            "java.lang.ApplicationShutdownHooks",
            CONCURRENT + "FutureTask",
            CONCURRENT + "ThreadPoolExecutor",
            CONCURRENT + "ScheduledThreadPoolExecutor",
            CONCURRENT + "ScheduledThreadPoolExecutor$ScheduledFutureTask",
            CONCURRENT + "CompletableFuture",
            CONCURRENT + "ForkJoinPool");

    assertThat(said.lines().filter(line -> !line.startsWith("OpenJDK") && !line.isBlank()))
        .singleElement()
        .asString()
        .matches("hooks [0-9]{4}, passed true, without return [0-9]{2}");
  }
}
