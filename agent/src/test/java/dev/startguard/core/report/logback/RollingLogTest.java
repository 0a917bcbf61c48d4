package dev.startguard.core.report.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RollingLogTest {
  private static final long LARGE = 1 << 20;

  @TempDir private Path folder;

  @Test
  void appendsWhatItIsGivenAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("a.log"), "before\n");

    try (RollingLog log = RollingLog.open(file.toString(), LARGE, 2)) {
      log.error("one {} %d é\n  two\n");
      log.warn("three\n");
      log.info("four\n");

      assertThat(file).hasContent("before\none {} %d é\n  two\nthree\nfour\n");
      assertThat(log.lost()).isZero();
    }
  }

  @Test
  void touchesNoFileInARehearsal() {
    RollingLog.rehearse(folder.resolve("a.log").toString());

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void rollsBySizeAndKeepsSoManyFiles() throws IOException {
    Path file = folder.resolve("a.log");

    try (RollingLog log = RollingLog.open(file.toString(), 10, 3)) {
      for (int line = 1; line <= 5; line++) {
        log.info("line number " + line + "\n");
      }
    }

    assertThat(file).hasContent("line number 5");
    assertThat(folder.resolve("a.log.1")).hasContent("line number 4");
    assertThat(folder.resolve("a.log.2")).hasContent("line number 3");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void takesAPathForNoPattern() throws IOException {
    Path file = Files.createDirectory(folder.resolve("a%d{yyyy}(b)")).resolve("%i.log");

    try (RollingLog log = RollingLog.open(file.toString(), 1, 2)) {
      log.info("one\n");
      log.info("two\n");
    }

    assertThat(file).hasContent("two");
    assertThat(file.resolveSibling("%i.log.1")).hasContent("one");
  }

  @Test
  void goesOnInANewFileWhenThisOneIsTakenAway() throws IOException {
    Path file = folder.resolve("a.log");

    try (RollingLog log = RollingLog.open(file.toString(), LARGE, 2)) {
      log.info("one\n");
      Files.move(file, folder.resolve("elsewhere"));
      log.info("two\n");
    }

    assertThat(file).hasContent("two");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void writesForItsOwnerAloneAndFollowsNoLink() throws IOException {
    Path file = folder.resolve("a.log");
    Path precious = Files.writeString(folder.resolve("precious"), "data");
    Path link = Files.createSymbolicLink(folder.resolve("link.log"), precious);

    try (RollingLog log = RollingLog.open(file.toString(), 1, 2)) {
      log.info("one\n");
      log.info("two\n");
      assertThat(mode(file)).isEqualTo("rw-------");
      assertThat(mode(folder.resolve("a.log.1"))).isEqualTo("rw-------");

      Files.delete(file);
      Files.createSymbolicLink(file, precious);
      Files.delete(folder.resolve("a.log.1"));
      Files.createSymbolicLink(folder.resolve("a.log.1"), precious);
      log.info("three\n");
    }

    assertThatThrownBy(() -> RollingLog.open(link.toString(), 1, 2))
        .hasMessage("is a symbolic link");
    assertThat(precious).hasContent("data");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void countsWhatAFullDiskLoses() throws IOException {
    try (RollingLog log = RollingLog.open("/dev/full", LARGE, 2)) {
      log.info("one\n");
      log.info("two\n");

      assertThat(log.lost()).isEqualTo(2);
    }
  }

  @Test
  void hasNothingToDoWithTheContextOfTheApplication() throws IOException {
    LoggerContext application = (LoggerContext) LoggerFactory.getILoggerFactory();

    try (RollingLog log = RollingLog.open(folder.resolve("a.log").toString(), LARGE, 2)) {
      log.info("one\n");

      assertThat(application.exists("startguard")).isNull();
    }
    assertThat(application.isStarted()).isTrue();
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
