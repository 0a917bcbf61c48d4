package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Billing;
import dev.startguard.it.app.LastWord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM in which a method that a rule relies on has another name, as a later one may have. */
class MissingHookIT {
  private static final String OWNER = "java/util/TimerThread";
  private static final String METHOD = "mainLoop";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void switchesItsRuleOffAndSaysSo(Jdk jdk) throws IOException {
    Path patch = folder.resolve("patch");
    Path file = patch.resolve(OWNER + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, renamed(jdk));

    Outcome outcome =
        ForkedJvm.of(jdk)
            .in(folder)
            .env("TZ", "Europe/Berlin")
            .jvm("--patch-module=java.base=" + patch)
            .agent("missing=start")
            .main(LastWord.class, Billing.class.getName())
            .run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.err())
        .containsOnlyOnce(
            "java.util.TimerThread.mainLoop is not hooked: this JVM has none; off: periodic-task-died")
        .containsOnlyOnce(" is not hooked")
        .contains("startguard ERROR proven dst-gap-shifted ")
        .contains("startguard ERROR proven default-zone-changed ");
  }

  private static byte[] renamed(Jdk jdk) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    try (FileSystem image =
        FileSystems.newFileSystem(
            URI.create("jrt:/"), Map.of("java.home", jdk.home().toString()))) {
      byte[] file = Files.readAllBytes(image.getPath("modules/java.base", OWNER + ".class"));
      Remapper remapper =
          new Remapper(Opcodes.ASM9) {
            @Override
            public String mapMethodName(String owner, String name, String descriptor) {
              return owner.equals(OWNER) && name.equals(METHOD) ? METHOD + "s" : name;
            }
          };
      new ClassReader(file).accept(new ClassRemapper(writer, remapper), 0);
    }
    return writer.toByteArray();
  }
}
