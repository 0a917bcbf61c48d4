package dev.startguard.core.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class AppendedFileTest {
  @TempDir private Path directory;

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void createsAFileForItsOwnerAlone() throws IOException {
    Path file = directory.resolve("r.json");

    AppendedFile.append(file.toString(), "one\n");

    assertThat(Files.readString(file)).isEqualTo("one\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void appendsToWhatIsThere() throws IOException {
    Path file = Files.writeString(directory.resolve("r.json"), "before\n");

    AppendedFile.append(file.toString(), "é\n");
    AppendedFile.append(file.toString(), "last\n");

    assertThat(Files.readString(file)).isEqualTo("before\né\nlast\n");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void doesNotFollowASymbolicLink() throws IOException {
    Path target = Files.writeString(directory.resolve("precious"), "data");
    Path link = Files.createSymbolicLink(directory.resolve("r.json"), target);
    Path dangling = Files.createSymbolicLink(directory.resolve("d.json"), directory.resolve("new"));

    assertThatThrownBy(() -> AppendedFile.append(link.toString(), "x"))
        .hasMessage("is a symbolic link");
    assertThatThrownBy(() -> AppendedFile.append(dangling.toString(), "x"))
        .hasMessage("is a symbolic link");

    assertThat(Files.readString(target)).isEqualTo("data");
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void followsLinksAboveTheLastStep() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Files.createSymbolicLink(directory.resolve("link"), real);

    AppendedFile.append(directory.resolve("link/r.json").toString(), "x\n");

    assertThat(real.resolve("r.json")).hasContent("x");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Files.writeString(directory.resolve("file"), "x");

    assertThatThrownBy(() -> append("missing/r.json"))
        .hasMessage("stands in no existing directory");
    assertThatThrownBy(() -> append("")).hasMessage("is a directory");
    assertThatThrownBy(() -> append("file/r.json"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("directory");
    assertThatThrownBy(() -> append("n".repeat(300))).hasMessageStartingWith("cannot be written: ");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysThatTheDiskIsFull() {
    assertThatThrownBy(() -> AppendedFile.append("/dev/full", "x"))
        .hasMessageStartingWith("cannot be written: ");
  }

  @Test
  void tellsALineThatWasTorn() throws IOException {
    ByteBuffer line = ByteBuffer.wrap(new byte[10]);

    try (SeekableByteChannel full = new FullChannel(4)) {
      assertThatThrownBy(() -> AppendedFile.write(full, line))
          .isInstanceOf(AppendedFile.TornException.class)
          .hasMessage("cannot be written: No space left on device");
    }
    try (SeekableByteChannel full = new FullChannel(0)) {
      assertThatThrownBy(() -> AppendedFile.write(full, ByteBuffer.wrap(new byte[10])))
          .isExactlyInstanceOf(IOException.class);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void doesNotWaitForTheReaderOfAFifo() throws IOException, InterruptedException {
    Path fifo = directory.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();

    assertThatThrownBy(() -> AppendedFile.append(fifo.toString(), "x"))
        .hasMessage("is not a regular file");
  }

  @Test
  void tellsBeforehandWithoutCreatingAnything() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");

    AppendedFile.check(file.toString());
    AppendedFile.check(directory.resolve("new").toString());

    assertThat(directory.resolve("new")).doesNotExist();
    assertThatThrownBy(() -> AppendedFile.check(directory.resolve("no/a.log").toString()))
        .hasMessage("stands in no existing directory");
    assertThatThrownBy(() -> AppendedFile.check(directory.resolve("file/a.log").toString()))
        .hasMessage("stands in no existing directory");
    assertThatThrownBy(() -> AppendedFile.check(directory.toString())).hasMessage("is a directory");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void tellsBeforehandOfALink() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("l"), directory.resolve("new"));

    assertThatThrownBy(() -> AppendedFile.check(link.toString())).hasMessage("is a symbolic link");
  }

  private void append(String name) throws IOException {
    AppendedFile.append(directory.resolve(name).toString(), "x");
  }
}
