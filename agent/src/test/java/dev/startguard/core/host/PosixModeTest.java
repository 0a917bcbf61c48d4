package dev.startguard.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.check.HostFacts.FileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PosixModeTest {
  @TempDir Path directory;

  @Test
  void tellsModeAndOwner() throws IOException {
    assertThat(PosixMode.of(file("rw-r-----").toFile()))
        .isEqualTo(
            new FileMode(
                (int) Files.getAttribute(directory, "unix:uid"),
                (int) Files.getAttribute(directory, "unix:gid"),
                0640,
                (long) Files.getAttribute(directory, "unix:dev")));
  }

  @Test
  void tellsTheStickyBitOfADirectory() throws IOException {
    Files.setAttribute(directory, "unix:mode", 01777);

    assertThat(PosixMode.of(directory.toFile())).extracting(FileMode::bits).isEqualTo(01777);
  }

  @Test
  void followsLinks() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), file("rw-------"));

    assertThat(PosixMode.of(link.toFile())).extracting(FileMode::bits).isEqualTo(0600);
  }

  @Test
  void saysWhyThereIsNone() throws IOException {
    Path loop = directory.resolve("loop");
    Files.createSymbolicLink(loop, loop);

    assertThatThrownBy(() -> PosixMode.of(directory.resolve("absent").toFile()))
        .isInstanceOf(IOException.class)
        .hasMessage("does not exist");
    assertThatThrownBy(() -> PosixMode.of(loop.toFile()))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("/");
    assertThatThrownBy(() -> PosixMode.of(new java.io.File("nul\0byte")))
        .isInstanceOf(IOException.class)
        .hasMessage("has a name that this locale cannot express");
  }

  private Path file(String permissions) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
