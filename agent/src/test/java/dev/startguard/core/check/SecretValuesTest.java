package dev.startguard.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.credential.Credentials;
import dev.startguard.finding.Redacted;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.type.Judgement;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretValuesTest {
  private static Validation validation(String yaml, FakeHost host) {
    return new Validation(ManifestFixture.manifest(yaml, null, host), host);
  }

  private static Judgement judge(String entry, String value) {
    FakeHost host = new FakeHost().env("S", value);
    SecretValues secrets = validation("secrets: { S: { " + entry + " } }", host).secrets();
    Judgement judgement = secrets.judgement(secret(secrets, "S"));
    if (judgement == null) {
      throw new AssertionError("not judged");
    }
    return judgement;
  }

  private static Secret secret(SecretValues secrets, String name) {
    Secret secret = secrets.secret(name);
    if (secret == null) {
      throw new AssertionError(name + " is not declared");
    }
    return secret;
  }

  @Test
  void readsEachSecretOnce() {
    FakeHost host = new FakeHost().content("/run/s", "x");
    SecretValues secrets = validation("secrets: { S: { file: /run/s } }", host).secrets();
    Redacted first = secrets.of(secret(secrets, "S")).value();
    assertThat(secrets.of(secret(secrets, "S")).value()).isSameAs(first);
  }

  @Test
  void overwritesEverythingInTheEnd() {
    FakeHost host =
        new FakeHost().env("A", "one", "B", "two", "B_FILE", "/run/b").content("/run/b", "three");
    SecretValues secrets = validation("secrets: { A: , B: }", host).secrets();
    List<Redacted> found = secrets.found();
    assertThat(found).hasSize(3);
    secrets.erase();
    assertThat(found).allMatch(Redacted::erased);
  }

  @Test
  void knowsWhateverMayBeASecretsValue() {
    FakeHost host =
        new FakeHost()
            .env(
                "A",
                "one-of-env",
                "B",
                "two-of-env",
                "B_FILE",
                "/run/b",
                "C_FILE",
                "three-by-mistake")
            .content("/run/a", "one-of-file")
            .content("/run/b", "two-of-file");
    Validation validation =
        validation("secrets: { A: { file: /run/a }, B: , C: { required: false } }", host);
    for (String secret :
        List.of("one-of-env", "one-of-file", "two-of-env", "two-of-file", "three-by-mistake")) {
      assertThat(validation.show("X", "<" + secret + ">").text()).as(secret).startsWith("(hidden");
    }
    assertThat(validation.show("X", "harmless").text()).isEqualTo("\"harmless\"");
  }

  @Test
  void hasNothingToSayOfPlainText() {
    SecretValues secrets =
        validation(
                "secrets: { A: { minLength: 3 }, B: { type: uuid } }", new FakeHost().env("A", "x"))
            .secrets();
    assertThat(secrets.judgement(secret(secrets, "A"))).isNull();
    assertThat(secrets.judgement(secret(secrets, "B"))).as("missing").isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "type: uuid, hunter2-hunter2",
    "type: port, hunter2-hunter2",
    "type: email, hunter2-hunter2",
    "type: json, hunter2-hunter2",
    "type: base64, hunter2!hunter2",
    "type: hex, hunter2",
    "type: jwt, hunter2.hunter2",
    "type: pem-key, hunter2",
    "type: pem-cert, hunter2",
    "type: pkcs12, hunter2",
    "encoding: base64, hunter2!",
    "maxLength: 3, hunter2",
    "prefix: sk_, hunter2",
    "pattern: '[a-z]+', hunter2"
  })
  void judgesTypesWithoutSayingWhatItSaw(String entry, String value) {
    Judgement judgement = judge(entry, value);
    assertThat(judgement.fits()).isFalse();
    assertThat(judgement.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "type: uuid, 123e4567-e89b-42d3-a456-426614174000",
    "type: base64, aHVudGVyMg==",
    "type: hex, 00ff",
    "encoding: base64url, -_-_",
    "prefix: sk_, sk_hunter2",
    "'prefix: sk_, minLength: 99', sk_hunter2"
  })
  void keepsNothingOfWhatFits(String entry, String value) {
    Judgement judgement = judge(entry, value);
    assertThat(judgement.fits()).isTrue();
    assertThat(judgement.canonical()).isEmpty();
  }

  @Test
  void judgesTheValueWithoutItsLineFeed() {
    assertThat(judge("type: hex", "00ff\n").fits()).isTrue();
    assertThat(judge("type: uuid", "\"123e4567-e89b-42d3-a456-426614174000\"").fits()).isTrue();
  }

  @Test
  void namesCommonCauses() {
    KeyPair pair = Credentials.pair("EC", "a");
    String pem = Credentials.pkcs8(pair);
    assertThat(judge("type: pem-key", pem).fits()).isTrue();
    assertThat(judge("type: pem-key", pem.replace("\n", "\\n")).hint())
        .isEqualTo("its line breaks are written as \\n");
    assertThat(judge("type: pem-key", pem.replace("\n", " ")).problem())
        .isEqualTo("is PEM without its line breaks");
    assertThat(
            judge(
                    "type: pem-key",
                    Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)))
                .hint())
        .isEqualTo("it is PEM in base64: decode it first");
    assertThat(judge("type: pem-key", Credentials.pem(Credentials.certificate(pair))).problem())
        .isEqualTo("holds a certificate, and no private key");
    assertThat(judge("encoding: base64", "-_-_").hint()).isEqualTo("it is base64url, with - and _");
    assertThat(judge("encoding: base64url", "+/+/").hint()).isEqualTo("it is base64, with + and /");
    assertThat(judge("encoding: base64", "aGk=\naGk=").hint()).startsWith("it has line breaks");
  }

  @Test
  void acceptsAKeystoreInBase64() {
    KeyPair pair = Credentials.pair("EC", "a");
    byte[] store = Credentials.pkcs12(pair, Credentials.certificate(pair), "changeit");
    assertThat(judge("type: pkcs12", Base64.getMimeEncoder().encodeToString(store)).fits())
        .isTrue();
  }

  @Test
  void answersNothingAfterErasure() {
    FakeHost host = new FakeHost().env("S", "x");
    Validation validation = validation("secrets: { S: }", host);
    SecretValues secrets = validation.secrets();
    SecretValue value = secrets.of(secret(secrets, "S"));
    secrets.erase();
    assertThatThrownBy(value::judged).isInstanceOf(IllegalStateException.class);
    assertThat(validation.show("X", "anything").text()).startsWith("(hidden");
  }
}
