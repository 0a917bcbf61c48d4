package dev.startguard.core.check.secret;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretExposedCheckTest {
  private static final String SECRET = "Tr0ub4dor&3";
  private static final String YAML = "secrets: { S: { from: [env] } }";

  private static FakeHost host(String secret) {
    return new FakeHost().env("S", secret);
  }

  private static Checked check(FakeHost host) {
    return validate(YAML, host, new SecretExposedCheck());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-Ddb.password=Tr0ub4dor&3 | on the command line (-Ddb.password)",
        "--db.password=Tr0ub4dor&3 | on the command line (--db.password)",
        "Tr0ub4dor&3 | on the command line",
        "jdbc:postgresql://app:Tr0ub4dor&3@db/x | on the command line",
        "-Dx=\"Tr0ub4dor&3\" | on the command line (-Dx)"
      })
  void reportsTheCommandLine(String argument, String where) {
    Checked checked = check(host(SECRET).arguments("java", "-jar", argument));
    assertThat(checked.only().message()).isEqualTo("The value of S also stands " + where);
    assertThat(checked.everything()).doesNotContain(SECRET);
  }

  @Test
  void reportsTheProgramsArgumentsWhereTheKernelTellsNothing() {
    FakeHost host = host(SECRET).properties("sun.java.command", "app.jar --token " + SECRET);
    assertThat(check(host).only().gist()).isEqualTo("also stands on the command line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  void reportsOptionsThatTheJvmEchoes(String variable) {
    assertThat(check(host(SECRET).env(variable, "-Xmx1g -Dx=" + SECRET)).only().gist())
        .isEqualTo("also stands in " + variable);
  }

  @Test
  void reportsASystemProperty() {
    Checked checked = check(host(SECRET).properties("db.password", SECRET));
    assertThat(checked.only().gist()).isEqualTo("also stands in the system property (db.password)");
  }

  @Test
  void reportsAPropertyGivenOnTheCommandLineOnce() {
    FakeHost host = host(SECRET).arguments("java", "-Dp=" + SECRET).properties("p", SECRET);
    assertThat(check(host).only().gist()).isEqualTo("also stands on the command line (-Dp)");
  }

  @Test
  void namesTheFirstPlacesAndCountsTheOthers() {
    FakeHost host =
        host(SECRET)
            .arguments("java", "-Da=" + SECRET, "-Db=" + SECRET, "-Dc=" + SECRET, SECRET)
            .env("JAVA_TOOL_OPTIONS", SECRET);
    assertThat(check(host).only().gist())
        .isEqualTo(
            "also stands on the command line (-Da), on the command line (-Db) and in 3 more places");
  }

  @Test
  void doesNotShowASecretThatIsAnOptionsName() {
    FakeHost host =
        host(SECRET).arguments("java", "-D" + SECRET + "=" + SECRET).properties(SECRET, SECRET);
    Checked checked = check(host);
    assertThat(checked.findings()).hasSize(1);
    assertThat(checked.everything()).doesNotContain(SECRET);
  }

  @Test
  void looksForTheValueWithoutItsLineFeed() {
    assertThat(check(host(SECRET + "\n").arguments("java", "-Dx=" + SECRET)).findings()).hasSize(1);
  }

  @Test
  void findsALongSecretWhateverAdjoinsIt() {
    String secret = "qwhfkaozmxncbvla";
    assertThat(check(host(secret).arguments("java", "-p" + secret + "x")).findings()).hasSize(1);
  }

  /** User names are held as secrets, too, beside the password, and services are named so. */
  @ParameterizedTest
  @ValueSource(strings = {"checkout-app", "checkout_service", "com.acme.checkout", "ACME_APP"})
  void doesNotMatchANameByChance(String secret) {
    FakeHost host =
        host(secret)
            .arguments("java", "-cp", "/srv/" + secret, "-Dapp.name=" + secret, secret)
            .properties("app.name", secret);
    assertThat(check(host).findings()).isEmpty();
  }

  @Test
  void matchesANameWhereTheOptionSaysWhatItIs() {
    String secret = "correct-horse-battery-staple";
    assertThat(check(host(secret).arguments("java", "--password", secret)).findings()).hasSize(1);
    assertThat(check(host(secret + "1").arguments("java", "x" + secret + "1")).findings())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "hunter", "test1", "12345", "app", "true", "1", "secret"})
  void doesNotMatchShortOrSimpleSecretsByChance(String secret) {
    FakeHost host =
        host(secret)
            .arguments(
                "java",
                "-cp",
                "/app/postgres-42.jar:/app/test1.jar",
                "-Dspring.datasource.username=" + secret,
                secret)
            .properties(
                "app.name",
                secret,
                "app.flag",
                "true",
                "user.name",
                secret,
                "x",
                "a " + secret + " b");
    assertThat(check(host).findings()).isEmpty();
  }

  @Test
  void matchesSimpleSecretsWhereTheNameSaysWhatTheyAre() {
    assertThat(
            check(host("postgres").arguments("java", "-Dspring.datasource.password=postgres"))
                .findings())
        .hasSize(1);
    assertThat(check(host("postgres").arguments("java", "--password", "postgres")).findings())
        .hasSize(1);
    assertThat(check(host("postgres").properties("db.password", "postgres")).findings()).hasSize(1);
    assertThat(check(host("abc").arguments("java", "-Ddb.password=abc")).findings()).isEmpty();
  }

  @Test
  void doesNotMatchAPartOfAnotherWord() {
    assertThat(check(host("release1").arguments("java", "-Dx=prerelease12")).findings()).isEmpty();
    assertThat(check(host("release1").arguments("java", "-Dx=/release1/")).findings()).hasSize(1);
  }

  @Test
  void acceptsASecretThatStandsNowhereElse() {
    Checked checked = check(host(SECRET).arguments("java", "-jar", "app.jar").properties("a", "b"));
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.passed()).isEqualTo(1);
  }

  @Test
  void warnsOnceOfSecretsInTheEnvironmentWhileFlightRecorderRecords() {
    String yaml = "secrets: { A: , B: , C: { file: /run/c } }";
    FakeHost host =
        new FakeHost()
            .env("A", "one-secret-value", "B", "another-secret-value")
            .content("/run/c", "third-secret-value")
            .arguments("java", "-XX:StartFlightRecording=settings=profile", "-jar", "app.jar");
    Checked checked = validate(yaml, host, new SecretExposedCheck());
    assertThat(checked.lines())
        .containsExactly(
            "warning secret-exposed A: is in the environment while Flight Recorder records, which stores all variables; so are B");
  }

  @Test
  void seesARecordingThatVariablesStart() {
    assertThat(check(host(SECRET).env("JAVA_TOOL_OPTIONS", "-XX:StartFlightRecording")).findings())
        .hasSize(1);
  }

  @Test
  void acceptsARecordingWithoutVariablesAndSecretsInFiles() {
    String option = "-XX:StartFlightRecording=jdk.InitialEnvironmentVariable#enabled=false";
    assertThat(check(host(SECRET).arguments("java", option)).findings()).isEmpty();
    assertThat(
            check(host(SECRET).arguments("java", "-XX:FlightRecorderOptions=stackdepth=128"))
                .findings())
        .isEmpty();
    FakeHost host =
        new FakeHost().content("/run/s", SECRET).arguments("java", "-XX:StartFlightRecording");
    assertThat(
            validate("secrets: { S: { file: /run/s } }", host, new SecretExposedCheck()).findings())
        .isEmpty();
  }
}
