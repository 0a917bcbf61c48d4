package dev.startguard.core.check.secret;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.core.credential.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPlaceholderCheckTest {
  private static Checked check(String name, String entry, String value) {
    return validate(
        "secrets: { " + name + ": " + entry + " }",
        new FakeHost().env(name, value),
        new SecretPlaceholderCheck());
  }

  private static Checked check(String value) {
    return check("STRIPE_LOGIN", "{ type: string }", value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "changeme",
        "CHANGEME",
        "change-me",
        "change_me",
        "ChangeMe",
        "changeMe123",
        "please change me",
        "\"changeme\"",
        "changeme\n",
        "example",
        "my-example-value",
        "EXAMPLE_SECRET",
        "dummy",
        "dummy-value",
        "password",
        "Password1",
        "my_password",
        "db-password!",
        "your-api-key-here",
        "your secret here",
        "<your-secret-here>x",
        "YOUR_TOKEN_HERE",
        "insert-token-here",
        "placeholder",
        "replaceme",
        "replace_me",
        "todo",
        "TBD",
        "none",
        "null",
        "secret",
        "REDACTED",
        "stripe_login",
        "STRIPE_LOGIN",
        "stripe-login",
        "my-stripe-login",
        "StripeLogin",
        "stripeLogin1",
        "postgres://app:changeme@db/app",
        "jdbc:postgresql://app:my-password@db/app",
        "jdbc:oracle:thin:app:password@db:1521",
        "user=app,password=changeme",
        "password=password",
        "password=",
        "password: \"my_password\"",
        "the password goes here",
        "password 1"
      })
  void reportsPlaceholders(String value) {
    assertThat(check(value).only().gist()).isEqualTo("is a placeholder");
  }

  @Test
  void doesNotSayWhichWordGaveItAway() {
    Checked checked = check("Zanzibar-changeme-4711");
    assertThat(checked.findings()).hasSize(1);
    assertThat(checked.everything()).doesNotContain("Zanzibar", "changeme", "4711");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${STRIPE_LOGIN}",
        "prefix-${X}",
        "${X:-fallback}",
        "{{ .Values.login }}",
        "{{login}}",
        "x{{ vault \"a/b\" }}y",
        "%STRIPE_LOGIN%",
        "<your-login>",
        "<login>",
        "<stripe.login>",
        "@stripe.login@",
        "#{login}",
        "$(cat /run/x)",
        "__LOGIN__",
        "$STRIPE_LOGIN",
        "<%= login %>",
        "\"${X}\"\n"
      })
  void reportsTemplatesWithAMessageOfTheirOwn(String value) {
    Checked checked = check(value);
    assertThat(checked.only().gist()).isEqualTo("is an unrendered template");
    assertThat(checked.only().message())
        .isEqualTo("STRIPE_LOGIN is a template that was not rendered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tr0ub4dor&3",
        "correct horse battery staple",
        "aGdummyXexampleY",
        "xchangemex",
        "Exampleton",
        "unexampled",
        "passwords",
        "examples",
        "dummys",
        "secret-9f8a7b6c5d4e",
        "stripe-login-9f8a7b6c5d4e",
        "tododo",
        "nonesuch",
        "p4ssw0rd",
        "$ecretSauce",
        "%done",
        "<3 you",
        "a<b>c",
        "100%",
        "{",
        "}}{{",
        "${",
        "${}",
        "{{}}",
        "@home",
        "50%off%",
        "$2a$10$N9qo8uLOickgx2ZMRZoMye",
        "postgres://app:Tr0ub4dor@db.example.com/app",
        "org.x.ScramLoginModule required username=\"app\" password=\"Xy12zRt8Qw0pLmNb\";",
        "cache.acme.net:6380,password=Kq93zRt8Qw0pLmNb,ssl=True",
        "machine acme.net login app password Xy12zRt8Qw0pLmNb",
        "spring.datasource.username=app\nspring.datasource.password=Xy12zRt8Qw0pLmNb\n",
        "spring.datasource.password : Xy12zRt8Qw0pLmNb",
        "jdbc:mysql://db/app?user=app&password=Xy12@zRt8Qw0pLm",
        "[{\"password\": \"Xy12zRt8Qw0pLm\"}]",
        "https://example.com/",
        "your",
        "here",
        "here-is-your",
        "change",
        "me",
        "{\"client_email\": \"svc@example.iam\", \"password\": \"x\"}",
        "-----BEGIN X-----\nexample\n-----END X-----"
      })
  void acceptsWhatMerelyResemblesOne(String value) {
    assertThat(check(value).findings()).isEmpty();
  }

  @Test
  void acceptsRandomSecrets() {
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      String base64 = Base64.getEncoder().encodeToString(bytes);
      assertThat(check(base64).findings()).as(base64).isEmpty();
      assertThat(check(HexFormat.of().formatHex(bytes)).findings()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DB_PASSWORD, db_password",
    "TOKEN, token",
    "TOKEN, my-token-here",
    "S3_KEY, s3-key",
    "S3_KEY, my-s3-key-1",
    "API_KEY, api-key-123"
  })
  void reportsTheVariablesOwnName(String name, String value) {
    assertThat(check(name, "{ type: string }", value).only().gist()).isEqualTo("is a placeholder");
  }

  @Test
  void acceptsATokenThatBeginsWithItsName() {
    assertThat(check("API_KEY", "{ type: string }", "api-key-93fd8a01bc").findings()).isEmpty();
    assertThat(check("TOKEN", "{ type: string }", "token-x7Kq").findings()).isEmpty();
    assertThat(check("A", "{ type: string }", "bat").findings()).isEmpty();
  }

  @Test
  void looksIntoEncodedSecrets() {
    assertThat(check("S", "{ encoding: base64 }", "Y2hhbmdlbWU=").only().gist())
        .isEqualTo("is a placeholder");
    assertThat(
            check(
                    "S",
                    "{ type: hex }",
                    HexFormat.of().formatHex("changeme".getBytes(StandardCharsets.UTF_8)))
                .only()
                .gist())
        .isEqualTo("is a placeholder");
    assertThat(check("S", "{ encoding: base64 }", "changeme!").only().gist())
        .isEqualTo("is a placeholder");
  }

  @Test
  void acceptsFormattedSecrets() {
    assertThat(check("S", "{ type: jwt }", Credentials.jwt("{\"iss\":\"example\"}")).findings())
        .isEmpty();
    assertThat(check("S", "{ type: json }", "{ \"password\": \"x\" }").findings()).isEmpty();
    assertThat(check("S", "{ type: pem-key }", "changeme").only().gist())
        .isEqualTo("is a placeholder");
  }
}
