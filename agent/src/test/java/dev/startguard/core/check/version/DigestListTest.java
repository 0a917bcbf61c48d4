package dev.startguard.core.check.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestListTest {
  /** Of the text {@code hello}. */
  private static final String HEX =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  private static final String SRI = "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEX,
        HEX + "\n",
        HEX + "\r\n",
        "\uFEFF" + HEX,
        SRI,
        SRI + "?x=y\n",
        "sha384-abc " + SRI
      })
  void readsALoneDigest(String text) {
    DigestList list = list(text.startsWith("sha384") ? text.substring(11) : text);

    assertThat(list.problem()).isNull();
    assertThat(list.lines()).containsExactly(new DigestList.Line(HEX, "", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEX + "  lib/a b.jar",
        HEX + " *lib/a b.jar",
        HEX + " lib/a b.jar",
        HEX + "\tlib/a b.jar",
        "SHA256 (lib/a b.jar) = " + HEX,
        "SHA256(lib/a b.jar)= " + HEX,
        "SHA2-256(lib/a b.jar)= " + HEX,
        SRI + "  lib/a b.jar"
      })
  void readsADigestWithAName(String text) {
    assertThat(list("# a comment\n\n" + text + "\n").lines())
        .containsExactly(new DigestList.Line(HEX, "lib/a b.jar", 3));
  }

  @Test
  void readsDigestsInUpperCase() {
    assertThat(list(HEX.toUpperCase(Locale.ROOT)).lines().get(0).hex()).isEqualTo(HEX);
  }

  @Test
  void readsEscapedNamesAsCoreutilsWritesThem() {
    assertThat(list("\\" + HEX + "  a\\nb\\\\c\\rd\n").lines().get(0).name())
        .isEqualTo("a\nb\\c\rd");
    assertThat(list(HEX + "  a\\nb\n").lines().get(0).name())
        .as("without the leading backslash it stands as it is")
        .isEqualTo("a\\nb");
  }

  @Test
  void keepsJarsWithinJarsApart() {
    DigestList list = list(HEX + "  app.jar\n" + HEX + "  app.jar!/BOOT-INF/lib/a.jar\n");

    assertThat(list.lines()).extracting(DigestList.Line::name).containsExactly("app.jar");
    assertThat(list.nested())
        .extracting(DigestList.Line::name)
        .containsExactly("app.jar!/BOOT-INF/lib/a.jar");
  }

  @Test
  void saysWhyAFileIsNoList() {
    assertThat(list("").problem()).isEqualTo("holds no digest");
    assertThat(list("# nothing\n").problem()).isEqualTo("holds no digest");
    assertThat(list(HEX + "  a\nhello\n").problem()).isEqualTo("has no SHA-256 in line 2");
    assertThat(list(HEX.substring(1)).problem()).isEqualTo("has no SHA-256 in line 1");
    assertThat(list("5d41402abc4b2a76b9719d911017c592  a").problem()).endsWith("but an MD5");
    assertThat(list("a".repeat(40)).problem()).endsWith("but a SHA-1");
    assertThat(list(HEX + HEX + "  a").problem()).endsWith("but a SHA-512");
    assertThat(list("sha256-####").problem()).isEqualTo("has no SHA-256 in line 1");
    assertThat(list("SHA256 (a").problem()).isEqualTo("has no SHA-256 in line 1");
  }

  @Test
  @Timeout(20)
  void staysWithinBoundsWhateverTheFileHolds() {
    assertThat(list((HEX + "  a\n").repeat(10_001)).problem())
        .isEqualTo("has more than 10000 lines");
    assertThat(list("a".repeat(DigestList.BYTES)).problem()).isEqualTo("has no SHA-256 in line 1");
    assertThat(list("\n".repeat(DigestList.BYTES)).problem()).isEqualTo("holds no digest");
    assertThat(list(" ".repeat(DigestList.BYTES)).problem()).isEqualTo("holds no digest");
    assertThat(list("(".repeat(DigestList.BYTES)).problem()).isEqualTo("has no SHA-256 in line 1");
    assertThat(DigestList.of(new byte[DigestList.BYTES + 1]).problem())
        .isEqualTo("is larger than 4 MiB");
    assertThat(DigestList.of(new byte[1000]).problem()).isEqualTo("has no SHA-256 in line 1");
  }

  private static DigestList list(String text) {
    return DigestList.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
