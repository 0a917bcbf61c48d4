package dev.startguard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StartBlockTest {
  private static StartBlock of(String index) {
    return new StartBlock(index.getBytes(StandardCharsets.US_ASCII), new byte[30]);
  }

  @Test
  void tellsWhereEachClassStands() {
    StartBlock block = of("dev.startguard.A 10\njava.util.Base64\ndev.startguard.B 20\n");

    assertThat(block.names())
        .containsExactly("dev.startguard.A", "java.util.Base64", "dev.startguard.B");
    assertThat(block.find("dev.startguard.A")).extracting("from", "length").containsExactly(0, 10);
    assertThat(block.find("dev.startguard.B")).extracting("from", "length").containsExactly(10, 20);
    assertThat(block.find("java.util.Base64")).as("the JDK's").isNull();
    assertThat(block.find("dev.startguard.C")).isNull();
  }

  @Test
  void knowsWhichOfThemAreForRulesAlone() {
    StartBlock block = of("dev.startguard.A 10\njava.util.Base64\n-\ndev.startguard.B 20\n");

    assertThat(block.every()).isEqualTo(2);
    assertThat(block.find("dev.startguard.B")).extracting("from", "length").containsExactly(10, 20);
    assertThat(of("dev.startguard.A 10\n").every()).isEqualTo(1);
  }

  @Test
  void isEmptyWithoutAnIndex() {
    assertThat(of("").names()).isEmpty();
    assertThat(of("").find("dev.startguard.A")).isNull();
  }
}
