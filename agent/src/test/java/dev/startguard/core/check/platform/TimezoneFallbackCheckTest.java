package dev.startguard.core.check.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the JVM makes of each text was seen on JDK 17 and 25; {@code JvmZoneTest} sees it again. */
class TimezoneFallbackCheckTest {
  private static final String BERLIN = "TZif2......\nCET-1CEST,M3.5.0,M10.5.0/3\n";

  private final FakeHost host = new FakeHost();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UTC                  | UTC
          Etc/UTC              | Etc/UTC
          Z                    | GMT
          utc                  | GMT
          UTC0                 | GMT
          :                    | GMT
          Europe/Berlin        | Europe/Berlin
          :Europe/Berlin       | Europe/Berlin
          posix/Europe/Berlin  | Europe/Berlin
          EST5EDT              | EST5EDT
          EST                  | EST
          EST5                 | GMT-05:00
          <+0330>-3:30         | GMT+03:30
          JST-9                | GMT+09:00
          UTC+3                | GMT-03:00
          GMT+2                | GMT+02:00
          GMT-00:00            | GMT-00:00
          GMT+0                | GMT+00:00
          /usr/share/zoneinfo/Etc/UTC | GMT
          :/etc/localtime      | GMT
          """)
  void acceptsAZoneThatTheJvmKeeps(String asked, String id) {
    host.content("/etc/localtime", "TZif2......\nUTC0\n")
        .content("/usr/share/zoneinfo/Etc/UTC", "TZif2......\nUTC0\n");

    Checked checked = check(asked, id, "TZ");

    assertThat(checked.findings()).isEmpty();
    assertThat(checked.passed()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Berln    | GMT       | Europe/Berlin
          europe/berlin   | GMT       | Europe/Berlin
          Europe/Berlin,  | GMT       | Europe/Berlin
          Amerca/New_York | GMT       | America/New_York
          GMT+99          | GMT       |
          xyzzy           | GMT       |
          ABC123          | GMT       |
          localtime       | GMT       |
          Europe/Berln    | GMT+01:00 | Europe/Berlin
          """)
  void reportsAZoneThatTheJvmDoesNotKnow(String asked, String id, @Nullable String meant) {
    Checked checked = check(asked, id, "TZ");

    String hint = meant == null ? "" : ": did you mean " + meant + "?";
    assertThat(checked.lines())
        .containsExactly(
            "error timezone-fallback TZ: no zone that the JVM knows; it silently fell back to "
                + id
                + hint);
    assertThat(checked.only().fixes())
        .containsExactly(
            meant == null ? "set TZ to a region, such as Europe/Berlin" : "set TZ=" + meant);
    assertThat(checked.only().notes().get(0).text()).isEqualTo('"' + asked + '"');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EST5EDT4                         | GMT-05:00 |
          EST5EDT4                         | GMT-04:00 |
          CET-1CEST                        | GMT+01:00 |
          CET-1CEST,M3.5.0,M10.5.0/3       | GMT+02:00 |
          /usr/share/zoneinfo/Europe/Berlin  | GMT+01:00 | Europe/Berlin
          :/usr/share/zoneinfo/Europe/Berlin | GMT+02:00 | Europe/Berlin
          right/Europe/Berlin              | GMT+02:00 | Europe/Berlin
          /etc/localtime                   | GMT+01:00 |
          """)
  void reportsAZoneWhoseSummerTimeIsGone(String asked, String id, @Nullable String meant) {
    host.content("/usr/share/zoneinfo/Europe/Berlin", BERLIN)
        .content("/usr/share/zoneinfo/right/Europe/Berlin", BERLIN)
        .content("/etc/localtime", BERLIN);

    Checked checked = check(asked, id, "TZ");

    assertThat(checked.lines())
        .containsExactly(
            "error timezone-fallback TZ: lost its summer time: the JVM made it "
                + id
                + " all year round");
    assertThat(checked.only().fixes())
        .containsExactly(
            meant == null ? "set TZ to a region, such as Europe/Berlin" : "set TZ=" + meant);
  }

  @ParameterizedTest
  @CsvSource({
    "EST5, GMT",
    "CET-1CEST, GMT-05:00",
    "/usr/share/zoneinfo/Europe/Berlin, GMT",
    "UTC, GMT+01:00"
  })
  void reportsAnOffsetThatIsNotTheOneAskedFor(String asked, String id) {
    host.content("/usr/share/zoneinfo/Europe/Berlin", BERLIN);

    assertThat(check(asked, id, "-Duser.timezone").only().gist()).isEqualTo("fell back to " + id);
  }

  @Test
  void namesTheProperty() {
    host.properties("user.timezone", "Europe/Berln").zone("GMT", "Europe/Berln", "-Duser.timezone");

    Checked checked = run("env: { A: string }");

    assertThat(checked.only().subject()).isEqualTo("-Duser.timezone");
    assertThat(checked.only().fixes()).containsExactly("set -Duser.timezone=Europe/Berlin");
  }

  @Test
  void pointsAtThePlatformSectionWhereThereIsOne() {
    host.env("TZ", "Europe/Berln").zone("GMT", "Europe/Berln", "TZ");

    assertThat(run("owner: team-a\nplatform: { timezone: Europe/Berlin }").place())
        .isEqualTo("startguard.yaml:4:23");
    assertThat(run("owner: team-a\nenv: { A: string }").only().location()).isNull();
    assertThat(run("owner: team-a\nenv: { A: string }").only().owner()).isEqualTo("team-a");
  }

  @Test
  void asksNothingOfTheJvmWhenNobodyAskedForAZone() {
    host.zoneUnknown();

    Checked checked = run("env: { A: string }");

    assertThat(checked.passed()).isZero();
    assertThat(checked.notEvaluated()).isEmpty();

    host.env("TZ", "").properties("user.timezone", "");
    assertThat(run("env: { A: string }").notEvaluated()).isEmpty();
  }

  @Test
  void saysWhenItCannotKnow() {
    host.env("TZ", "Europe/Berln").zoneUnknown();

    assertThat(run("env: { A: string }").notEvaluated())
        .containsExactly("TZ needs the JVM's answer");
  }

  @Test
  void leavesAVariableAloneThatTheJvmIgnores() {
    host.env("TZ", "Europe/Berln").zone("Europe/Berlin", null, null); // as on Windows

    assertThat(run("env: { A: string }").findings()).isEmpty();
  }

  private Checked check(String asked, String id, String origin) {
    host.env("TZ", asked).zone(id, asked, origin);
    return run("env: { A: string }");
  }

  private Checked run(String yaml) {
    return ManifestFixture.validate(yaml, host, new TimezoneFallbackCheck());
  }
}
