package dev.startguard.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RedactedTest {
  @Test
  void saysNothingOfItsText() {
    assertThat(Redacted.of("hunter2")).hasToString("(secret)");
    assertThat(String.valueOf(Redacted.of("hunter2").hashCode()))
        .isNotEqualTo(String.valueOf("hunter2".hashCode()));
  }

  @Test
  void tellsEmptyAndBlankApart() {
    assertThat(Redacted.of("").isEmpty()).isTrue();
    assertThat(Redacted.of("").isBlank()).isFalse();
    assertThat(Redacted.of(" \t\r\n").isBlank()).isTrue();
    assertThat(Redacted.of(" x").isBlank()).isFalse();
    assertThat(Redacted.of(" x").isEmpty()).isFalse();
  }

  @Test
  void givesLengthsInBuckets() {
    assertThat(Redacted.of("").lengthBucket()).isEqualTo("empty");
    assertThat(Redacted.of("x".repeat(7)).lengthBucket()).isEqualTo("shorter than 8 bytes");
    assertThat(Redacted.of("x".repeat(8)).lengthBucket()).isEqualTo("8 to 15 bytes");
    assertThat(Redacted.of("x".repeat(15)).lengthBucket()).isEqualTo("8 to 15 bytes");
    assertThat(Redacted.of("x".repeat(127)).lengthBucket()).isEqualTo("64 to 127 bytes");
    assertThat(Redacted.of("x".repeat(128)).lengthBucket()).isEqualTo("128 bytes or longer");
  }

  @Test
  void comparesBytes() {
    assertThat(Redacted.of("hunter2").sameAs(Redacted.of("hunter2"))).isTrue();
    assertThat(Redacted.of("hunter2").sameAs(Redacted.of("Hunter2"))).isFalse();
  }

  @Test
  void overwritesTheArrayItWasGiven() {
    byte[] bytes = "hunter2".getBytes(StandardCharsets.UTF_8);
    Redacted secret = Redacted.of(bytes);
    secret.erase();
    assertThat(bytes).containsOnly(0);
    assertThat(secret.erased()).isTrue();
  }

  @Test
  void refusesQuestionsOnceErased() {
    Redacted secret = Redacted.of("hunter2");
    assertThat(secret.<Integer>parse(bytes -> (int) bytes[0])).isEqualTo('h');
    secret.erase();
    assertThatThrownBy(() -> secret.parse(bytes -> bytes.length))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(secret::isBlank).isInstanceOf(IllegalStateException.class);
  }
}
