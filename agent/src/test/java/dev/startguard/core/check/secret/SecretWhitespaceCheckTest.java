package dev.startguard.core.check.secret;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.core.credential.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretWhitespaceCheckTest {
  private static Checked check(String type, byte[] content) {
    FakeHost host = new FakeHost().content("/run/s", content);
    return validate(
        "secrets: { S: { type: " + type + ", file: /run/s } }", host, new SecretWhitespaceCheck());
  }

  private static Checked check(String type, String content) {
    return check(type, content.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "hunter2\\n | ends with a line feed",
        "hunter2\\r\\n | ends with a line feed",
        "hunter2\\r | ends with a carriage return",
        "hunter2\\s | ends with a blank",
        "hunter2\\t | ends with a tab",
        "hunter2\\0 | ends with a control character",
        "\\shunter2 | starts with a blank",
        "\\nhunter2\\n | starts with a line feed and ends with a line feed",
        "hunter2\\nhunter2\\n\\n | ends with a line feed",
        "'\"hunter2\"' | stands in quotes",
        "\\qhunter2\\q | stands in quotes",
        "\"hunter2\"\\n | stands in quotes and ends with a line feed",
        "\\uhunter2 | starts with a byte-order mark",
        "\\uhunter2\\n | starts with a byte-order mark and ends with a line feed",
        "\\zhunter2 | starts with an invisible character",
        "hunter2\\z | ends with an invisible character",
        "hunter2\\a | ends with an invisible character",
        "\\ahunter2 | starts with an invisible character"
      })
  void reportsWhatStandsAroundASecret(String escaped, String gist) {
    String value =
        escaped
            .replace("\\n", "\n")
            .replace("\\r", "\r")
            .replace("\\s", " ")
            .replace("\\t", "\t")
            .replace("\\0", "\u0001")
            .replace("\\q", "'")
            .replace("\\u", "\uFEFF")
            .replace("\\z", "\u200B")
            .replace("\\a", "\u00A0");
    if (escaped.contains("\\0")) {
      assertThat(check("string", value).findings())
          .as("control characters make it binary")
          .isEmpty();
      return;
    }
    Checked checked = check("string", value);
    assertThat(checked.only().gist()).isEqualTo(gist);
    assertThat(checked.everything()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "correct horse battery",
        "two\nlines",
        "two\nlines\n",
        "two\r\nlines\r\n",
        "x",
        "\"quoted",
        "it's",
        "é",
        "ends-with-ü",
        "''x"
      })
  void acceptsTheBareValue(String value) {
    Checked checked = check("string", value);
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.passed()).isEqualTo(1);
  }

  @Test
  void reportsTheSameInAVariable() {
    Checked checked =
        validate(
            "secrets: { S: }", new FakeHost().env("S", "\"hunter2\""), new SecretWhitespaceCheck());
    assertThat(checked.lines()).containsExactly("error secret-whitespace S: stands in quotes");
    assertThat(checked.only().fixes().get(0)).contains(".env");
  }

  @Test
  void reportsEncodedSecretsToo() {
    assertThat(check("base64", "aHVudGVyMg==\n").only().gist()).isEqualTo("ends with a line feed");
    assertThat(check("jwt", Credentials.jwt("{}") + "\n").only().gist())
        .isEqualTo("ends with a line feed");
  }

  @Test
  void reportsUtf16AsPowerShellWritesIt() {
    byte[] value = "\uFEFFhunter2".getBytes(StandardCharsets.UTF_16LE);
    assertThat(check("string", value).only().gist()).isEqualTo("is UTF-16 with a byte-order mark");
  }

  @Test
  void acceptsPemWithItsLastLineFeed() {
    String pem = Credentials.pkcs8(Credentials.pair("EC", "a"));
    assertThat(pem).endsWith("\n");
    assertThat(check("pem-key", pem).findings()).isEmpty();
    assertThat(check("string", pem).findings()).isEmpty();
  }

  @Test
  void acceptsJsonWithItsLastLineFeed() {
    assertThat(check("json", "{}\n").findings()).isEmpty();
    assertThat(check("string", "{\n  \"type\": \"service_account\"\n}\n").findings()).isEmpty();
  }

  @Test
  void acceptsRawBytesThatHappenToBeBlanks() {
    byte[] key = Base64.getDecoder().decode("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHgo=");
    assertThat(key[key.length - 1]).isEqualTo((byte) '\n');
    assertThat(check("string", key).findings()).isEmpty();
    assertThat(check("string", new byte[] {(byte) 0xFF, (byte) 0x80, ' '}).findings()).isEmpty();
    assertThat(check("string", new byte[] {'x', (byte) 0xC3, '\n'}).findings()).isEmpty();
  }

  @Test
  void leavesMissingSecretsAlone() {
    assertThat(check("string", "\n").findings()).isEmpty();
    assertThat(check("string", "").findings()).isEmpty();
    assertThat(validate("secrets: { S: }", new FakeHost(), new SecretWhitespaceCheck()).findings())
        .isEmpty();
  }
}
