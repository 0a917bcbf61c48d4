package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import org.junit.jupiter.api.Test;

/** The JVM verifies no class of its own unless it is told to: so it is, in another JVM. */
class HookVerifierTest {
  private static final String CONCURRENT = "java.util.concurrent.";

  @Test
  void acceptsEveryHookOfEveryMethodOfTheClassesThatRulesNeed() throws Exception {
    String said =
        run(
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
        .matches("hooks [0-9]{4}, passed true");
  }

  private static String run(String... owners) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xverify:all");
    command.add("-Djdk.attach.allowAttachSelf=true");
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            place(HookWeaver.class),
            place(EveryHook.class),
            place(ClassReader.class),
            place(Class.forName("net.bytebuddy.agent.ByteBuddyAgent"))));
    command.add(EveryHook.class.getName());
    command.addAll(List.of(owners));
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream said = child.getInputStream()) {
      return new String(said.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      child.waitFor();
    }
  }

  private static String place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
