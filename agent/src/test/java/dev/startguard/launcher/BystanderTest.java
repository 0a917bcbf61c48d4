package dev.startguard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BystanderTest {
  @ParameterizedTest
  @ValueSource(strings = {"java.base", "jdk.jcmd", "jdk.compiler", "java.rmi"})
  void knowsTheJdksToolsByTheirModule(String module) {
    assertThat(Bystander.isTool(module)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.acme.checkout", "javaparser", "jdkless.app"})
  void guardsAnApplicationThatIsAModule(String module) {
    assertThat(Bystander.isTool(module)).isFalse();
  }

  @Test
  void guardsAnApplicationWithoutAModule() {
    assertThat(Bystander.isTool(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java --list-modules",
        "java -cp a:b --list-modules",
        "java --describe-module=java.base",
        "java -d java.base",
        "java --validate-modules -p mods",
        "java --dry-run -jar app.jar",
        "java -Xmx1g -javaagent:x.jar --dry-run -cp a Main",
        "java --module-path mods --dry-run -m app/Main"
      })
  void knowsWhenJavaIsAskedForInformationOnly(String commandLine) {
    assertThat(Bystander.informs(commandLine.split(" "))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java Main --list-modules",
        "java -jar app.jar --dry-run",
        "java -m app/Main --list-modules",
        "java -cp --list-modules Main",
        "java --class-path --dry-run Main",
        "java @options app --list-modules",
        "java --show-module-resolution Main",
        "java -showversion Main",
        "java"
      })
  void guardsWhatComesToAMainMethod(String commandLine) {
    assertThat(Bystander.informs(commandLine.split(" "))).isFalse();
  }

  @Test
  void guardsWhereThePlatformDoesNotTellTheArguments() {
    assertThat(Bystander.informs(new String[0])).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "version", "configtest", "-config conf/server.xml stop"})
  void leavesTomcatsOtherCommandsAlone(String arguments) {
    assertThat(
            Bystander.isTomcatsOtherCommand("org.apache.catalina.startup.Bootstrap " + arguments))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.catalina.startup.Bootstrap start",
        "org.apache.catalina.startup.Bootstrap",
        "org.apache.catalina.startup.BootstrapX stop",
        "com.acme.Main org.apache.catalina.startup.Bootstrap stop"
      })
  void guardsTomcatItself(String command) {
    assertThat(Bystander.isTomcatsOtherCommand(command)).isFalse();
  }

  @Test
  void knowsOurOwnCommandLine(@TempDir Path folder) throws Exception {
    File self = Files.createFile(folder.resolve("startguard agent.jar")).toFile();
    String command = self.getPath() + " lint startguard.yaml";
    assertThat(Bystander.isOurCommandLine(command, self.getPath(), self)).isTrue();
    assertThat(
            Bystander.isOurCommandLine(
                "dev.startguard.launcher.Launcher lint", "a.jar:b.jar", self))
        .isTrue();
  }

  @Test
  void guardsAnotherJarOfTheSameName(@TempDir Path folder) throws Exception {
    File self = Files.createFile(folder.resolve("app.jar")).toFile();
    Path other = Files.createFile(Files.createDirectory(folder.resolve("x")).resolve("app.jar"));
    assertThat(Bystander.isOurCommandLine(other.toString(), other.toString(), self)).isFalse();
    assertThat(Bystander.isOurCommandLine("Main", null, self)).isFalse();
  }

  @Test
  void splitsTheKernelsListOfArguments() {
    byte[] bytes = "java\0-cp\0\0Main\0".getBytes(StandardCharsets.US_ASCII);
    assertThat(Bystander.split(bytes, bytes.length)).containsExactly("java", "-cp", "", "Main");
  }
}
