package dev.startguard.core.check.secret;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.core.credential.Credentials;
import dev.startguard.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretWeakCheckTest {
  private static Checked check(String entry, String value) {
    return validate(
        "secrets:\n  S: { " + entry + " }", new FakeHost().env("S", value), new SecretWeakCheck());
  }

  @Test
  void reportsFewerCharactersThanMinLength() {
    Checked checked = check("minLength: 16", "Tr0ub4dor&3");
    Finding finding = checked.only();
    assertThat(finding.detail()).isEqualTo("shorter than 16 characters");
    assertThat(finding.message()).isEqualTo("S is shorter than its minLength");
    assertThat(checked.place()).isEqualTo("startguard.yaml:4:19");
    assertThat(checked.everything()).doesNotContain("Tr0ub");
  }

  @Test
  void leavesAPlaceholderToItsOwnFinding() {
    Checked checked =
        validate(
            "secrets:\n  S: { minLength: 16 }",
            new FakeHost().env("S", "changeme"),
            new SecretPlaceholderCheck(),
            new SecretWeakCheck());

    assertThat(checked.only().id()).isEqualTo("secret-placeholder");
    assertThat(checked.notEvaluated()).containsExactly("S needs S");
  }

  @Test
  void countsCharactersNotBytesAndNotTheLineFeed() {
    assertThat(check("minLength: 4", "üöäß").findings()).isEmpty();
    assertThat(check("minLength: 5", "üöäß").findings()).hasSize(1);
    assertThat(check("minLength: 5", "abXd\n").findings()).hasSize(1);
    assertThat(check("minLength: 5", "\"abXd\"").findings()).hasSize(1);
    assertThat(check("minLength: 5", "abXde").findings()).isEmpty();
  }

  @Test
  void countsBytesAfterDecoding() {
    String encoded =
        Base64.getEncoder().encodeToString("0x1y2z9!aB%k".getBytes(StandardCharsets.UTF_8));
    assertThat(check("encoding: base64, minBytes: 13", encoded).only().detail())
        .isEqualTo("shorter than 13 bytes once decoded");
    assertThat(check("encoding: base64, minBytes: 12", encoded).findings()).isEmpty();
    assertThat(check("type: base64, minBytes: 13", encoded).findings()).hasSize(1);
    assertThat(check("encoding: hex, minBytes: 4", "a1b2c3").findings()).hasSize(1);
    assertThat(check("encoding: hex, minBytes: 3", "a1b2c3").findings()).isEmpty();
    assertThat(check("encoding: base64url, minBytes: 3", "-_-_").findings()).isEmpty();
    assertThat(check("minBytes: 8", "üöäß").findings()).isEmpty();
  }

  @Test
  void doesNotJudgeWhatIsNotInItsEncoding() {
    Checked checked = check("encoding: base64, minBytes: 32", "not base64!");
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.notEvaluated()).containsExactly("S needs S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "aaaaaaaa", "1111"})
  void reportsOneCharacter(String value) {
    assertThat(check("type: string", value).only().gist()).isEqualTo("is one character, repeated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abcdefgh",
        "12345678",
        "1234567890",
        "87654321",
        "9876543210",
        "hgfedcba",
        "abc",
        "7890123"
      })
  void reportsASequence(String value) {
    assertThat(check("type: string", value).only().gist()).isEqualTo("is a sequence");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abXdabXd", "foofoo", "ababab", "x1x1x1x1"})
  void reportsARepeatedHalf(String value) {
    assertThat(check("type: string", value).only().gist())
        .isEqualTo("is a part of itself, repeated");
  }

  @Test
  void looksAtTheDecodedBytes() {
    assertThat(
            check("encoding: base64", Base64.getEncoder().encodeToString(new byte[32]))
                .only()
                .gist())
        .isEqualTo("is one character, repeated");
    assertThat(check("encoding: hex", "0001020304050607").only().gist()).isEqualTo("is a sequence");
    assertThat(check("encoding: base64", "QUJBQg==").only().gist())
        .isEqualTo("is a part of itself, repeated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "Winter2026!",
        "abcabd",
        "abcdefgi",
        "aab",
        "zzzy",
        "acegik",
        "0f1e2d3c4b5a",
        "90",
        "üö"
      })
  void acceptsWhatIsNeither(String value) {
    Checked checked = check("type: string", value);
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.passed()).isEqualTo(1);
  }

  @Test
  void acceptsAPortThatIsASecret() {
    assertThat(check("type: port", "7777").findings()).isEmpty();
    assertThat(check("type: integer", "1").findings()).isEmpty();
    assertThat(check("type: host-port", "0:0").findings()).isEmpty();
  }

  @Test
  void leavesFormattedSecretsToTheirOwnChecks() {
    assertThat(check("type: jwt", Credentials.jwt("{}")).findings()).isEmpty();
    assertThat(check("type: pem-key", "aaaa").findings()).isEmpty();
    assertThat(check("minLength: 99999", Credentials.pkcs8(Credentials.pair("EC", "a"))).findings())
        .isEmpty();
  }
}
