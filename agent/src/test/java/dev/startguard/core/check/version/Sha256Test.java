package dev.startguard.core.check.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.check.Budget;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("alone")
class Sha256Test {
  private static final int SPEED_ROUNDS = 7;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65_535, 65_536, 65_537, 1_000_000})
  void isWhatTheJdkSays(int length) throws Exception {
    Path file = file(length);

    Sha256 found = Sha256.of(file.toFile(), unlimited());

    assertThat(found.hex())
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
    assertThat(found.size()).isEqualTo(length);
  }

  @Test
  void endsWhenTheBudgetIsOver() throws IOException {
    Path file = file(1_000_000);

    assertThatThrownBy(() -> Sha256.of(file.toFile(), new Budget(System.nanoTime() - 1)))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "sha256-", "sha256-abc", "sha256-AAAA", "sha512-AAAA", "sha256"})
  void readsNothingElse(String text) {
    assertThat(Sha256.read(text)).isNull();
    assertThat(Sha256.read("g".repeat(64))).isNull();
    assertThat(Sha256.read("\uFF11".repeat(64))).as("digits of another script").isNull();
  }

  /**
   * A modest gate, for a busy machine: {@code mvn -Phash-bench verify} measures, and 0.9 is the
   * goal.
   */
  @Test
  void streamsAsFastAsTheJdk() throws Exception {
    Path file = file(32 << 20);
    long ours = Long.MAX_VALUE;
    long theirs = Long.MAX_VALUE;
    for (int i = 0; i < SPEED_ROUNDS; i++) {
      long begin = System.nanoTime();
      Sha256.of(file.toFile(), unlimited());
      long between = System.nanoTime();
      stream(file);
      ours = Math.min(ours, between - begin);
      theirs = Math.min(theirs, System.nanoTime() - between);
    }
    assertThat((double) theirs / ours).as("speed beside the JDK's own").isGreaterThan(0.6);
  }

  private static void stream(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] piece = new byte[64 * 1024];
    try (InputStream in = new FileInputStream(file.toFile())) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
      }
    }
    assertThat(digest.digest()).hasSize(32);
  }

  private static Budget unlimited() {
    return new Budget(System.nanoTime() + 60_000_000_000L);
  }

  private Path file(int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return Files.write(folder.resolve("file"), bytes);
  }
}
