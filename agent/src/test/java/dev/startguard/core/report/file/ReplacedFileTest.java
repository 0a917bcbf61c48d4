package dev.startguard.core.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReplacedFileTest {
  @TempDir private Path directory;

  @Test
  void replacesTheWholeAndLeavesNothingBeside() throws IOException {
    Path file = Files.writeString(directory.resolve("a.prom"), "old and longer\n");

    ReplacedFile.replace(file.toString(), "new\n");

    assertThat(Files.readString(file)).isEqualTo("new\n");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void keepsTheOldFileWholeForWhoReadsIt() throws IOException {
    Path file = directory.resolve("a.prom");
    ReplacedFile.replace(file.toString(), "old\n");
    try (var reader = Files.newBufferedReader(file)) {
      ReplacedFile.replace(file.toString(), "new\n");

      assertThat(reader.readLine()).isEqualTo("old");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void replacesNoLinkAndNoDirectory() throws IOException {
    Path target = Files.writeString(directory.resolve("precious"), "data");
    Path link = Files.createSymbolicLink(directory.resolve("a.prom"), target);
    Path folder = Files.createDirectory(directory.resolve("b.prom"));

    assertThatThrownBy(() -> ReplacedFile.replace(link.toString(), "x"))
        .hasMessage("is a symbolic link");
    assertThatThrownBy(() -> ReplacedFile.replace(folder.toString(), "x"))
        .hasMessage("is a directory");
    assertThat(Files.readString(target)).isEqualTo("data");
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void saysThatThereIsNoSuchDirectory() {
    assertThatThrownBy(() -> ReplacedFile.replace(directory.resolve("none/a.prom").toString(), "x"))
        .isInstanceOf(IOException.class)
        .hasMessage("stands in no existing directory");
  }

  @Test
  void takesTheRemainsOfAKilledProcessAway() throws IOException {
    Path file = directory.resolve("a.prom");
    Path left = directory.resolve(".a.prom." + ProcessHandle.current().pid() + ".new");
    Files.writeString(left, "half");

    ReplacedFile.replace(file.toString(), "new\n");

    assertThat(Files.readString(file)).isEqualTo("new\n");
    assertThat(left).doesNotExist();
  }
}
