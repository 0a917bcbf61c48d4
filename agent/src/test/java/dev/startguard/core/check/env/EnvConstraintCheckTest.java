package dev.startguard.core.check.env;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvConstraintCheckTest {
  private static Checked check(String yaml, FakeHost host) {
    return validate(yaml, host, new EnvConstraintCheck());
  }

  private static Checked port(String value) {
    return check(
        """
        startguard: 1
        service: test
        env:
          HTTP_PORT:
            type: port
            min: 1024
            max: 2048
        """,
        new FakeHost().env("HTTP_PORT", value));
  }

  @Test
  void pointsAtTheConstraintThatIsBroken() {
    assertThat(port("80").lines())
        .containsExactly("error env-constraint HTTP_PORT: below 1024: \"80\"");
    assertThat(port("80").place()).isEqualTo("startguard.yaml:6:10");
    assertThat(port("8080").place()).isEqualTo("startguard.yaml:7:10");
    Finding finding = port("80").only();
    assertThat(finding.message()).isEqualTo("HTTP_PORT is below 1024");
    assertThat(finding.label()).isEqualTo("a whole number from 1024 to 2048");
    assertThat(finding.fixes())
        .containsExactly("set HTTP_PORT to a whole number from 1024 to 2048");
  }

  @Test
  void acceptsWhatLiesWithin() {
    assertThat(port("1024").lines()).isEmpty();
    assertThat(port("1024").passed()).isOne();
  }

  @Test
  void doesNotApplyWithoutConstraintOrValue() {
    Checked checked =
        check(
            "env: { A: port, B: { type: port, min: 2 }, C: string, D: { type: port, min: 2 } }",
            new FakeHost().env("A", "1", "C", "x", "D", ""));
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isZero();
  }

  @Test
  void leavesAWrongTypeToTheOtherCheck() {
    assertThat(port("http").lines()).isEmpty();
  }

  // --- a variable and its property

  private static Checked both(String variable, String property) {
    return check(
        "env: { P: { type: port, property: app.port } }",
        new FakeHost().env("P", variable).properties("app.port", property));
  }

  @Test
  void reportsAVariableAndItsPropertyThatDiffer() {
    Finding finding = both("80", "81").only();
    assertThat(finding.id()).isEqualTo("env-constraint");
    assertThat(finding.gist()).isEqualTo("differs from -Dapp.port");
    assertThat(finding.detail()).isEqualTo("differs from -Dapp.port: \"80\" and \"81\"");
    assertThat(finding.message()).isEqualTo("P and -Dapp.port are both set, and differ");
    assertThat(finding.fixes()).containsExactly("unset P, or start without -Dapp.port");
    assertThat(both("80", "81").place()).isEqualTo("startguard.yaml:3:35");
  }

  @Test
  void hidesBothWhereThePropertyReadsLikeASecrets() {
    Checked checked =
        check(
            "env: { P: { property: db.password } }",
            new FakeHost().env("P", "hunter2abc").properties("db.password", "hunter3def"));
    assertThat(checked.only().gist()).isEqualTo("differs from -Ddb.password");
    assertThat(checked.everything()).doesNotContain("hunter2abc", "hunter3def");
  }

  @Test
  void acceptsAVariableAndItsPropertyThatMeanTheSame() {
    assertThat(both("80", "80").lines()).isEmpty();
    assertThat(both("80", "080").lines()).isEmpty();
    assertThat(both("80", "80").passed()).isOne();
  }

  @Test
  void whatIsSetToNothingGivesWay() {
    assertThat(both("", "80").lines()).isEmpty();
    assertThat(both("80", "").lines()).isEmpty();
  }

  @Test
  void reportsTheDifferenceEvenWhenOneIsNotOfItsType() {
    assertThat(both("80", "http").lines())
        .containsExactly("error env-constraint P: differs from -Dapp.port: \"80\" and \"http\"");
  }

  // --- paths

  @TempDir Path directory;

  private Checked path(String constraints, String value) {
    return check(
        "env: { CERT: { type: path, " + constraints + " } }",
        new FakeHost().below(directory.toFile()).env("CERT", value));
  }

  @Test
  void wantsAPathThatExists() throws IOException {
    Files.createFile(directory.resolve("here"));
    assertThat(path("exists: true", "here").lines()).isEmpty();
    assertThat(path("exists: true", "here").passed()).isOne();
    Finding finding = path("exists: true", "gone").only();
    assertThat(finding.gist()).isEqualTo("names a path that does not exist");
    assertThat(finding.message()).isEqualTo("CERT names a path that does not exist");
    assertThat(path("exists: true", "gone").place()).isEqualTo("startguard.yaml:3:36");
    assertThat(path("exists: false", "gone").lines()).isEmpty();
  }

  @Test
  void saysWhyAPathThatLooksRightIsNotThere() {
    Finding finding = path("exists: true", "~/cert.pem").only();
    assertThat(finding.notes())
        .contains(
            new Note("why", "the value begins with ~, which a shell replaces and Java does not"));
  }

  @Test
  void wantsAPathThatCanBeRead() throws IOException {
    Files.createFile(directory.resolve("here"));
    assertThat(path("readable: true", "here").lines()).isEmpty();
    assertThat(path("readable: true", "gone").only().gist())
        .isEqualTo("names a path that does not exist");
  }

  @Test
  void wantsAPathThatCanBeWrittenOrMade() throws IOException {
    Files.createFile(directory.resolve("here"));
    assertThat(path("writable: true", "here").lines()).isEmpty();
    assertThat(path("writable: true", "new").lines()).isEmpty();
    assertThat(path("writable: true", ".").lines()).isEmpty();
    assertThat(path("writable: true", "no/such/file").only().gist())
        .isEqualTo("names a path in a directory that does not exist");
  }

  @Test
  void namesWhatThisUserMayNotDo() throws IOException {
    File file = Files.createFile(directory.resolve("closed")).toFile();
    org.junit.jupiter.api.Assumptions.assumeTrue(
        file.setReadable(false) && file.setWritable(false) && !file.canRead() && !file.canWrite(),
        "the superuser may read and write everything");
    assertThat(path("readable: true", "closed").only().gist())
        .isEqualTo("names a path that this user may not read");
    assertThat(path("writable: true", "closed").only().gist())
        .isEqualTo("names a path that this user may not write");
  }

  @Test
  void wantsAModeThatIsTightEnough() throws IOException {
    Files.createFile(directory.resolve("key"));
    String yaml = "env: { KEY: { type: path, maxMode: \"0640\" } }";
    FakeHost host = new FakeHost().below(directory.toFile()).env("KEY", "key");
    assertThat(check(yaml, host.mode("key", 0, 0640)).lines()).isEmpty();
    assertThat(check(yaml, host.mode("key", 0, 0400)).lines()).isEmpty();
    assertThat(check(yaml, host.mode("key", 0, 0644)).only().gist())
        .isEqualTo("names a path of mode 0644, more open than 0640");
    assertThat(check(yaml, host.mode("key", 0, 0601)).findings()).hasSize(1);
    assertThat(check(yaml, host.mode("key", 0, 04640)).findings()).hasSize(1);
  }

  @Test
  void doesNotJudgeModesWhereThereAreNone() throws IOException {
    Files.createFile(directory.resolve("key"));
    Checked checked = path("maxMode: \"0640\"", "key");
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.notEvaluated())
        .containsExactly("CERT needs POSIX file modes, which this platform does not have");
  }

  @Test
  void judgesThePathsOfAList() throws IOException {
    Files.createFile(directory.resolve("a"));
    String yaml = "env: { DIRS: { type: list, separator: ':', of: { type: path, exists: true } } }";
    FakeHost host = new FakeHost().below(directory.toFile());
    assertThat(check(yaml, host.env("DIRS", "a:a")).lines()).isEmpty();
    assertThat(check(yaml, host.env("DIRS", "a:b")).only().gist())
        .isEqualTo("names a path that does not exist");
  }

  // --- classes

  private static Checked javaClass(String constraints, String name) {
    return check(
        "env: { DRIVER: { type: class" + constraints + " } }", new FakeHost().env("DRIVER", name));
  }

  @Test
  void wantsAClassOnTheClassPath() {
    assertThat(javaClass("", "java.util.ArrayList").lines()).isEmpty();
    assertThat(javaClass("", getClass().getName()).lines()).isEmpty();
    Finding finding = javaClass("", "com.acme.Gone").only();
    assertThat(finding.id()).isEqualTo("env-constraint");
    assertThat(finding.gist()).isEqualTo("not a class on the class path");
    assertThat(javaClass("", "com.acme.Gone").place()).isEqualTo("startguard.yaml:3:24");
  }

  @Test
  void wantsAClassOfTheRightKind() {
    assertThat(javaClass(", assignableTo: java.util.Collection", "java.util.ArrayList").lines())
        .isEmpty();
    assertThat(javaClass(", assignableTo: java.lang.Object", "java.util.List").lines()).isEmpty();
    assertThat(javaClass(", assignableTo: java.util.ArrayList", "java.util.ArrayList").lines())
        .isEmpty();
    assertThat(javaClass(", assignableTo: java.util.Map", "java.util.ArrayList").only().gist())
        .isEqualTo("names a class that is not assignable to java.util.Map");
    assertThat(javaClass(", assignableTo: java.util.Map", "java.util.ArrayList").only().message())
        .isEqualTo("DRIVER names a class that is not assignable to java.util.Map");
  }

  @Test
  void doesNotGuessWhereTheApplicationBringsItsOwnLoaders() {
    Checked checked =
        check(
            "env: { DRIVER: class }",
            new FakeHost().unknowableClasses("the loaders of X").env("DRIVER", "com.acme.Gone"));
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.notEvaluated()).containsExactly("DRIVER needs the loaders of X");
  }

  /** Initialised by nothing in this test. */
  static final class Alarm {
    static {
      loaded = true;
    }
  }

  private static boolean loaded;

  @Test
  void doesNotInitialiseTheClass() {
    assertThat(javaClass(", assignableTo: java.lang.Object", Alarm.class.getName()).lines())
        .isEmpty();
    assertThat(loaded).isFalse();
  }

  @Test
  void hasNothingToSayOfDamagedValues() {
    Checked checked =
        validate(
            "env: { P: { type: port, min: 2 } }",
            new FakeHost()
                .env("P", "\ufffd\ufffd")
                .properties("sun.jnu.encoding", "US-ASCII")
                .environ(new byte[] {'P', '=', (byte) 0xc3, (byte) 0xbc, 0}),
            new EnvEncodingCheck(),
            new EnvTypeCheck(),
            new EnvConstraintCheck());
    assertThat(checked.findings()).extracting(Finding::id).containsExactly("env-encoding");
    assertThat(checked.notEvaluated()).containsExactly("P needs P");
    assertThat(checked.only().notes()).extracting(Note::name).contains("found");
  }
}
