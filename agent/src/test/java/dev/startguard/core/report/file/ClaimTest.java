package dev.startguard.core.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two processes at one file are LogIT's. */
class ClaimTest {
  @TempDir private Path folder;

  @Test
  void isHadByOneAtATime() throws IOException {
    String path = folder.resolve("a.log").toString();

    Claim first = Claim.of(path, 41);
    assertThat(first).isNotNull();
    assertThat(Claim.of(path, 42)).isNull();
    first.close();
    Claim second = Claim.of(path, 43);
    assertThat(second).isNotNull();
    second.close();

    assertThat(folder).as("nothing is left").isEmptyDirectory();
  }

  @Test
  void namesWhoHasIt() throws IOException {
    String path = folder.resolve("a.log").toString();

    assertThat(Claim.holder(path)).isZero();
    Files.writeString(folder.resolve("a.log.lock"), "a longer text of somebody else");
    assertThat(Claim.holder(path)).isZero();
    Claim claim = Claim.of(path, 4711);
    assertThat(Claim.holder(path)).isEqualTo(4711);
    claim.close();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void followsNoLinkAndShowsNobodyAnything() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "data");
    Files.createSymbolicLink(folder.resolve("a.log.lock"), precious);

    assertThatThrownBy(() -> Claim.of(folder.resolve("a.log").toString(), 41))
        .isInstanceOf(IOException.class);
    assertThat(precious).hasContent("data");

    Claim claim = Claim.of(folder.resolve("b.log").toString(), 41);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("b.log.lock"))))
        .isEqualTo("rw-------");
    claim.close();
  }
}
