package dev.startguard.core.weave;

import dev.startguard.core.weave.hook.HookWeaver;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;

/** A JVM that has loaded nothing yet, may attach to itself, and verifies every class. */
public final class OtherJvm {
  private OtherJvm() {}

  /** All that the program says. */
  public static String run(Class<?> program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xverify:all");
    command.add("-XX:+EnableDynamicAgentLoading");
    command.add("-Djdk.attach.allowAttachSelf=true");
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            place(HookWeaver.class),
            place(OtherJvm.class),
            place(ClassReader.class),
            place(Class.forName("net.bytebuddy.agent.ByteBuddyAgent"))));
    command.add(program.getName());
    command.addAll(List.of(arguments));
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
