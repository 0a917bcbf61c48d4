package dev.startguard.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands at the path, reading neither hangs nor fills the memory. */
@Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveHostReadTest {
  private final LiveHost host = new LiveHost();

  @TempDir Path directory;

  private byte[] read(Path path, int limit) throws IOException {
    return host.read(path.toString(), limit);
  }

  @Test
  void readsAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "x".repeat(20_000));
    assertThat(read(file, 1 << 20)).hasSize(20_000).containsOnly('x');
  }

  @Test
  void readsNoMoreThanTheLimit() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "0123456789");
    assertThat(read(file, 4)).containsExactly('0', '1', '2', '3');
  }

  @Test
  void readsNoMoreThanTheLimitOfAHugeFile() throws IOException {
    Path file = directory.resolve("huge");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertThat(read(file, 1 << 20)).hasSize(1 << 20);
  }

  @Test
  void readsAnEmptyFile() throws IOException {
    assertThat(read(Files.createFile(directory.resolve("empty")), 100)).isEmpty();
  }

  @Test
  void followsLinks() throws IOException {
    Files.writeString(directory.resolve("secret"), "abc");
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("secret"));
    assertThat(read(link, 100)).hasSize(3);
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> read(directory.resolve("nothing"), 100)).hasMessage("does not exist");
  }

  @Test
  void refusesADirectory() {
    assertThatThrownBy(() -> read(directory, 100)).hasMessage("is a directory");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void refusesAFifoWithoutWaitingForItsOtherEnd() throws IOException, InterruptedException {
    Path fifo = directory.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> read(fifo, 100)).hasMessage("is not a regular file");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void refusesEndlessDevices() {
    assertThatThrownBy(() -> host.read("/dev/zero", 100)).hasMessage("is not a regular file");
    assertThatThrownBy(() -> host.read("/dev/urandom", 100)).hasMessage("is not a regular file");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void doesNotWaitForTheKernelsFiles() throws IOException {
    assertThat(host.read("/proc/self/status", 100)).isEmpty();
    if (Files.isRegularFile(Path.of("/proc/kmsg"))) {
      assertThat(host.read("/proc/kmsg", 100)).isEmpty();
    }
  }

  @Test
  void refusesALoopOfLinks() throws IOException {
    Path one = directory.resolve("one");
    Path two = Files.createSymbolicLink(directory.resolve("two"), one);
    Files.createSymbolicLink(one, two);
    assertThatThrownBy(() -> read(one, 100)).hasMessage("is a loop of symbolic links");
  }

  @Test
  void refusesALinkToNothing() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nothing"));
    assertThatThrownBy(() -> read(link, 100)).hasMessage("is a symbolic link that leads nowhere");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void refusesAFileThatMayNotBeRead() throws IOException {
    assumeFalse(host.userId() == 0, "root may read everything");
    Path file = Files.writeString(directory.resolve("secret"), "x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assertThatThrownBy(() -> read(file, 100))
        .hasMessage("cannot be read by this user: permission denied");
  }
}
