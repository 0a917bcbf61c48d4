package dev.startguard.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosureTest {
  private static String shown(String value, String... secrets) {
    return shownAs("SETTING", value, secrets);
  }

  private static String shownAs(String name, String value, String... secrets) {
    Redacted[] redacted = new Redacted[secrets.length];
    for (int i = 0; i < secrets.length; i++) {
      redacted[i] = Redacted.of(secrets[i]);
    }
    return new Disclosure(List.of(redacted)).show(name, value).text();
  }

  @Test
  void quotesWhatIsHarmless() {
    assertThat(shown("tcp://10.0.48.109:9106")).isEqualTo("\"tcp://10.0.48.109:9106\"");
    assertThat(shown("abc")).isEqualTo("\"abc\"");
    assertThat(shown("")).isEqualTo("\"\"");
    assertThat(shown(" yes ")).isEqualTo("\" yes \"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "API_KEY",
        "APIKEY",
        "SIGNINGKEY",
        "KEY",
        "AWS_ACCESS_KEY_ID",
        "GITHUB_TOKEN",
        "TOKENS",
        "DB_PASSWORD",
        "DBPASSWORD",
        "DB_PASS",
        "DB_PASS2",
        "PGPASSWORD",
        "MYSQL_PWD",
        "FTP_PASSWD",
        "CLIENT_SECRET",
        "SECRETS",
        "GOOGLE_APPLICATION_CREDENTIALS",
        "AWS_CREDENTIAL",
        "REDIS_AUTH",
        "BASIC_AUTH_FILE",
        "HTTP_AUTHORIZATION",
        "PRIVATE_PEM",
        "SSH_PASSPHRASE",
        "SESSION_JWT",
        "dbPassword",
        "spring.datasource.password",
        "-Djavax.net.ssl.keyStorePassword",
        "app.apiKey",
        "app.api-key",
        "clientSecret",
        "pass_word",
        "MONKEY_TOKEN",
        "KEYCLOAK_PASSWORD",
        "apimonkey",
        "bearer",
        "db_cred",
        "PASSWORD_FILE"
      })
  void hidesByTheName(String name) {
    assertThat(Disclosure.secretName(name)).isTrue();
    assertThat(shownAs(name, "abc")).isEqualTo("(hidden: its name reads like a secret's)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PORT",
        "MONKEY_COUNT",
        "KEYSPACE",
        "CASSANDRA_KEYSPACE",
        "KEYBOARD_LAYOUT",
        "KEYCLOAK_URL",
        "KEYWORDS",
        "TURKEY_REGION",
        "TOKENIZER",
        "PWD",
        "OLDPWD",
        "COMPASS",
        "BYPASS_CACHE",
        "AUTHOR",
        "AUTH_URL",
        "SSH_AUTH_SOCK",
        "DB_HOST",
        "ORCHESTRATOR",
        "user.timezone",
        "",
        "_",
        "REGION",
        "PASSENGER_APP"
      })
  void showsOtherNames(String name) {
    assertThat(Disclosure.secretName(name)).isFalse();
    assertThat(shownAs(name, "abc")).isEqualTo("\"abc\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "eyJ0eXAiOiJKV1QifQ.e30.",
        "ghp_CANARY123",
        "gho_x1y2z3w4",
        "github_pat_11ABCDE_xyz",
        "glpat-abcdEFGH1234",
        "AKIAIOSFODNN7EXAMPLE",
        "ASIAIOSFODNN7EXAMPLE",
        "xoxb-1234-abcd",
        "xoxp-1234",
        "sk_live_abcd1234",
        "rk_live_abcd",
        "AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "ya29.a0AfH6SMBx",
        "npm_abcdefghijklmnop1234",
        "hvs.CAESIJ1234567890",
        "SG.abcdefghijklmnop.qrstuvwxyz",
        "dckr_pat_abcd",
        "sk-ant-api03-abcd",
        "https://x/ghp_abcd1234",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
        "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t",
        "https://hooks.slack.com/services/T000/B000/XXXX",
        "https://api.telegram.org/bot123456:ABC-DEF",
        "\"ghp_CANARY123\"",
        "the token is ghp_CANARY123.",
        "Bearer abcdef",
        "Basic dXNlcjpwdw==",
        "bearer x",
        "token abc",
        "password=x",
        "host=db user=app password=x",
        "Server=db;Password=x;",
        "{\"password\":\"x\"}",
        "{ \"apiKey\" : 1 }",
        "{\\\"secret\\\":\\\"x\\\"}",
        "--password hunter2",
        "-Ddb.password=x",
        "AccountKey=abcd",
        "api-key:abcd",
        "pwd = x"
      })
  void hidesTheShapeOfASecret(String value) {
    assertThat(shown(value)).isEqualTo("(hidden: it has the shape of a secret)");
    assertThat(Disclosure.looksLikeSecret(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "skeleton",
        "task-runner",
        "desk-lamps-in-the-long-corridor",
        "eyJ",
        "AKIA",
        "ghp_",
        "MII",
        "sha256:9f86d081884c7d659a2feaa0c55ad015",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "com.acme.TokenService",
        "Europe/Berlin",
        "password",
        "10m",
        "[17,26)",
        "/run/secrets/db",
        "a=b",
        "2026-11-15T12:00:00Z",
        "12:30:45",
        "bearer",
        "password=",
        "s.short"
      })
  void showsWhatOnlyResemblesOne(String value) {
    assertThat(shown(value)).isEqualTo('"' + value + '"');
    assertThat(Disclosure.looksLikeSecret(value)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "https://app:PW@host/path https://***@host/path",
        "https://PW@host https://***@host",
        "https://:PW@host/ https://***@host/",
        "https://host/path?a=PW&b=PW https://host/path?***",
        "https://host?PW https://host?***",
        "https://host/path#PW https://host/path#***",
        "https://host/path;PW=PW/x https://host/path;***",
        "https://host/%3Fa%3DPW https://host/%***",
        "https://u:PW@h1:1,u:PW@h2:2/db https://***@h2:2/db",
        "mongodb+srv://u:PW@h1,h2/db?x=PW mongodb+srv://***@h1,h2/db?***",
        "redis://:PW@[::1]:6379/0 redis://***@[::1]:6379/0",
        "postgres://u:P@W@host/db postgres://***@host/db",
        "postgres://u:P:W@host/db postgres://***@host/db",
        "\"postgres://u:PW@host/db\" \"postgres://***@host/db\"",
        "HTTP://U:PW@HOST HTTP://***@HOST",
        "kafka://a:9092,b:9092 kafka://a:9092,b:9092",
        "http://a,https://b/c http://a,https://b/c",
        "file:///etc/app.conf file:///etc/app.conf",
        "http://${HOST}:8080/x http://${HOST}:8080/x",
        "jdbc:postgresql://u:PW@h1:5432,h2/db?user=u&password=PW jdbc:postgresql://***@h1:5432,h2/db?***",
        "jdbc:postgresql://db:5432/app jdbc:postgresql://db:5432/app",
        "jdbc:sqlserver://db:1433;databaseName=x;user=sa jdbc:sqlserver://db:1433;***",
        "jdbc:sqlserver://db\\inst;user=sa (hidden)",
        "jdbc:oracle:thin:scott/PW@//db:1521/svc jdbc:oracle:thin:***@//db:1521/svc",
        "jdbc:oracle:thin:scott/P@W@db:1521:sid jdbc:oracle:thin:***@db:1521:sid",
        "jdbc:oracle:thin:@db:1521:sid jdbc:oracle:thin:@db:1521:sid",
        "jdbc:oracle:thin:scott/PW (hidden)",
        "jdbc:oracle:thin:scott/P?W@db (hidden)",
        "jdbc:oracle:oci8:scott/PW@tns jdbc:oracle:oci8:***@tns",
        "JDBC:ORACLE:THIN:SCOTT/PW@DB JDBC:ORACLE:THIN:***@DB",
        "jdbc:oracle:thin:@(DESCRIPTION=(X=PW)) jdbc:oracle:thin:@(***",
        "jdbc:h2:mem:test;USER=sa jdbc:h2:mem:test;***",
        "jdbc:h2:mem:test jdbc:h2:mem:test",
        "jdbc:mysql://address=(host=h)(user=PW)/db (hidden)",
        "jdbc:mysql:loadbalance://h1,h2/db?x=PW jdbc:mysql:loadbalance://h1,h2/db?***",
        "jdbc:tc:postgresql:14:///db?x=PW jdbc:tc:postgresql:14:///db?***",
        "jdbc:db2://h:50000/db:user=PW; jdbc:db2://h:50000/db:user=***",
        "jdbc:hive2://u:PW/x@h (hidden)",
        "https://u:PW/x@host (hidden)",
        "https://u:PW?x@host (hidden)",
        "https://u:PW#x@host (hidden)",
        "https://host/?a=x@PW (hidden)",
        "https://user:PW (hidden)",
        "https://user:123456 (hidden)",
        "https://user:PW%40host (hidden)",
        "http://u:PW@a,http://b (hidden)",
        "http://a?x=PW,http://b (hidden)",
        "curl:http://u:PW@a (hidden)",
        "user:PW@host:5432 ***@host:5432",
        "https:/u:PW@host ***@host",
        "//u:PW@host ***@host",
        "ops@acme.example ***@acme.example",
        "/callback?code=PW /callback?***",
        "a=PW@b (hidden)",
      })
  void masksTheCredentialsOfUrls(String value, String expected) {
    String shown = shown(value);
    if (expected.equals("(hidden)")) {
      assertThat(shown).isEqualTo("(hidden: it may hold credentials)");
    } else {
      assertThat(shown).isEqualTo('"' + expected + '"');
    }
    assertThat(shown).doesNotContain("PW");
  }

  @Test
  void saysOfUrlsWithCredentialsThatTheyLookLikeSecrets() {
    assertThat(Disclosure.looksLikeSecret("postgres://u:p@h/db")).isTrue();
    assertThat(Disclosure.looksLikeSecret("jdbc:h2:mem:x;USER=sa")).isTrue();
    assertThat(Disclosure.looksLikeSecret("https://runbooks.example/checkout")).isFalse();
    assertThat(Disclosure.looksLikeSecret("^[^@]+@[a-z]+$")).isFalse();
  }

  @Test
  void saysTokenShapeOnlyOfWhatNothingElseLooksLike() {
    assertThat(Disclosure.tokenShape("ghp_CANARY123")).isTrue();
    assertThat(Disclosure.tokenShape("password=x")).isFalse();
    assertThat(Disclosure.tokenShape("postgres://u:p@h/db")).isFalse();
  }

  @Test
  void hidesADeclaredSecretWhereverItStands() {
    String secret = "Tr0ub4dor&3 ü";
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String hidden = "(hidden: it holds a secret)";
    assertThat(shown(secret, secret)).isEqualTo(hidden);
    assertThat(shown("x" + secret + "y", secret)).isEqualTo(hidden);
    assertThat(shown("x", secret)).isEqualTo("\"x\"");
    assertThat(shown("x" + Base64.getEncoder().encodeToString(bytes), secret)).isEqualTo(hidden);
    assertThat(shown("Tr0ub4dor%263+%C3%BC", secret)).isEqualTo(hidden);
    assertThat(shown("Tr0ub4dor%263%20%c3%bc", secret)).isEqualTo(hidden);
    assertThat(shown("Tr0ub4dor%25263%2520%25c3%25bc", secret)).isEqualTo(hidden);
    assertThat(shown("5472307562346" + "46f722633" + "20c3bc", secret)).isEqualTo(hidden);
    assertThat(shown("54:72:30:75:62:34:64:6F:72:26:33:20:C3:BC", secret)).isEqualTo(hidden);
  }

  @Test
  void hidesASecretThatWasTrimmedOnItsWay() {
    assertThat(shown("hunter2", "hunter2\n")).startsWith("(hidden");
    assertThat(shown("hunter2", " \"hunter2\" ")).startsWith("(hidden");
    assertThat(shown("hunter2", "\uFEFFhunter2")).startsWith("(hidden");
  }

  @Test
  void hidesAPieceOfASecret() {
    assertThat(shown("correct-horse", "correct-horse battery-staple")).startsWith("(hidden");
    assertThat(shown("correct", "correct-horse battery-staple")).isEqualTo("\"correct\"");
    assertThat(shown("s3cr3t-pw", "postgres://app:s3cr3t-pw@db/app")).startsWith("(hidden");
    assertThat(shown("x-correct-y", "correct-horse battery")).startsWith("(hidden");
    assertThat(shown("/run/correct-h_rse", "correct-horse battery")).startsWith("(hidden");
    assertThat(shown("the horse battery", "correct-horse battery")).startsWith("(hidden");
    assertThat(shown("a horse", "correct-horse battery")).isEqualTo("\"a horse\"");
    assertThat(shown("postgres://", "postgres://app:s3cr3t-pw@db/app"))
        .isEqualTo("\"postgres://\"");
    assertThat(shown("app:s3cr3t-pw@db/app", "postgres://app:s3cr3t-pw@db/app"))
        .startsWith("(hidden");
    assertThat(shown("line:abcdefghijkl", "0123456789\nabcdefghijkl\nmnopqrst"))
        .startsWith("(hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://h/db?user=a&password=Xy12zRt8Qw0pL",
        "jdbc:sqlserver://h:1433;password=Xy12zRt8Qw0pL;encrypt=true",
        "https://h/hook?sig=Xy12zRt8Qw0pL",
        "amqp://app:Xy12z%52t8Qw0pL@h/v",
        "{\"user\": \"svc\", \"password\" : \"Xy12zRt8Qw0pL\"}",
        "{\"value\":\"Xy12zRt8\\u0051w0pL\"}",
        "[{'x': \"Xy12zRt8Qw0pL\"}]",
        "--x y='Xy12zRt8Qw0pL'--- "
      })
  void hidesAValueInsideASecret(String secret) {
    assertThat(shown("Xy12zRt8Qw0pL", secret)).startsWith("(hidden");
    assertThat(shown("it is Xy12zRt8Qw0pL", secret)).startsWith("(hidden");
  }

  @Test
  void hidesAShortValueInsideASecretOnlyByItsKey() {
    assertThat(shown("is pg42", "postgres://h/db?user=app&password=pg42")).startsWith("(hidden");
    assertThat(shown("is pg42", "postgres://h/db?user=pg42")).isEqualTo("\"is pg42\"");
    assertThat(shown("https://h/token", "{\"token_uri\":\"https://h/\",\"k\":\"x\"}"))
        .isEqualTo("\"https://h/token\"");
    assertThat(shown("db/app", "postgres://h/db/app?ssl=\"")).isEqualTo("\"db/app\"");
    assertThat(shown("db/app", "{\"a\\")).isEqualTo("\"db/app\"");
  }

  @Test
  void hidesEscapedSecrets() {
    assertThat(shown("{'x': 'a\\\"b\\\\cdef'}", "a\"b\\cdef")).startsWith("(hidden");
    assertThat(shown("a\\u0022bcdef", "a\"bcdef")).startsWith("(hidden");
    assertThat(shown("two\\nlines", "two\nlines")).startsWith("(hidden");
  }

  @Test
  void takesAShortSecretOnlyForTheWholeValue() {
    assertThat(shown("abc", "abc")).startsWith("(hidden");
    assertThat(shown(" abc ", "abc")).startsWith("(hidden");
    assertThat(shown("xabcx", "abc")).isEqualTo("\"xabcx\"");
    assertThat(shown("anything", "")).isEqualTo("\"anything\"");
    assertThat(shown("anything", " \n")).isEqualTo("\"anything\"");
  }

  @Test
  void showsOfACommandLineTheProgramOnly() {
    assertThat(shownAs("sun.java.command", "app.jar --x CANARY")).isEqualTo("\"app.jar ***\"");
    assertThat(shownAs("sun.java.command", "com.acme.Main")).isEqualTo("\"com.acme.Main\"");
    assertThat(shownAs("JAVA_TOOL_OPTIONS", "-Dx=CANARY"))
        .isEqualTo("(hidden: JVM options may hold secrets)");
  }

  @Test
  void showsAPathOnlyWhenItIsKnownToBeOne() {
    Disclosure disclosure = new Disclosure(List.of(Redacted.of("hunter2")));
    assertThat(disclosure.path("/run/secrets/db", true).text()).isEqualTo("/run/secrets/db");
    assertThat(disclosure.path("swordfish", false).text()).startsWith("(hidden");
    assertThat(disclosure.path("/tmp/hunter2", true).text()).startsWith("(hidden");
    assertThat(disclosure.path("/tmp/ghp_CANARY1", true).text()).startsWith("(hidden");
  }

  @Test
  void hidesEverythingOnceTheSecretsAreErased() {
    Redacted secret = Redacted.of("hunter2");
    Disclosure disclosure = new Disclosure(List.of(secret));
    secret.erase();
    assertThat(disclosure.show("X", "hunter2").text()).startsWith("(hidden");
  }
}
