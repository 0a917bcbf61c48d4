package dev.startguard.core.report;

import static dev.startguard.core.report.ReportFixture.error;
import static dev.startguard.core.report.ReportFixture.place;
import static dev.startguard.core.report.ReportFixture.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.CodeLocation;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {

  @Test
  void saysOneLineWhenAllIsWell() {
    assertThat(text(new ReportFixture().passed()))
        .isEqualTo(
            "startguard: checkout: 52 checks passed in 41 ms (startguard.yaml, profile prod)\n");
    assertThat(text(new ReportFixture().profile(null).passed()))
        .isEqualTo("startguard: checkout: 52 checks passed in 41 ms (startguard.yaml)\n");
  }

  @Test
  void indexesWarningsBehindTheSuccessLine() {
    Report report =
        new ReportFixture()
            .with(
                warning("flag-overdue", "NEW_CHECKOUT")
                    .gist("should have been removed by 2026-11-01"),
                warning("env-undeclared", "CHECKOUT_X").gist("not in the manifest"))
            .passed();

    assertThat(text(report))
        .isEqualTo(
            """
            startguard: checkout: 52 checks passed in 41 ms (startguard.yaml, profile prod), 2 warnings
              1  warning  flag-overdue   NEW_CHECKOUT should have been removed by 2026-11-01
              2  warning  env-undeclared CHECKOUT_X   not in the manifest
            """);
  }

  @Test
  void saysWhatElseIsToBeKnown() {
    Report report = new ReportFixture().notice("mode=warn from STARTGUARD_MODE").passed();

    assertThat(text(report)).endsWith("\nstartguard: note: mode=warn from STARTGUARD_MODE\n");
  }

  @Test
  void saysEverythingAtOnceWhenItRefuses() {
    Report report =
        new ReportFixture()
            .with(
                error("env-missing", "DB_HOST")
                    .gist("missing (DB_HSOT set?)")
                    .detail("required, not set; DB_HSOT is set: did you mean DB_HOST?")
                    .message("DB_HOST is required and not set")
                    .at(place(12, 3, 7, "  DB_HOST:"), "declared here")
                    .fix("set DB_HOST"),
                error("env-type", "HTTP_PORT")
                    .gist("not a port")
                    .found(new Disclosure(List.of()).show("HTTP_PORT", "tcp://10.0.48.109:9106"))
                    .message("HTTP_PORT is not a port")
                    .at(place(24, 11, 4, "    type: port"), "a whole number from 1024 to 65535")
                    .why("Kubernetes sets <SERVICE>_PORT for every Service")
                    .fix("set enableServiceLinks: false on the pod")
                    .fix("rename the variable")
                    .owner("team-checkout", "https://runbooks.example/checkout#http-port"),
                error("secret-whitespace", "DB_PASSWORD").gist("ends with a line feed"),
                warning("flag-overdue", "NEW_CHECKOUT")
                    .gist("should have been removed by 2026-11-01"))
            .refused();

    assertThat(text(report))
        .isEqualTo(
            """
            STARTGUARD REFUSED checkout (prod): DB_HOST missing (DB_HSOT set?); HTTP_PORT not a port; DB_PASSWORD ends with a line feed; 1 warning. Exit 78; main() did not run.
              1  error    env-missing       DB_HOST      required, not set; DB_HSOT is set: did you mean DB_HOST?
              2  error    env-type          HTTP_PORT    not a port: "tcp://10.0.48.109:9106"
              3  error    secret-whitespace DB_PASSWORD  ends with a line feed
              4  warning  flag-overdue      NEW_CHECKOUT should have been removed by 2026-11-01

            error[env-missing]: DB_HOST is required and not set
              --> startguard.yaml:12:3
                 |
              12 |   DB_HOST:
                 |   ^^^^^^^ declared here
               = fix: set DB_HOST

            error[env-type]: HTTP_PORT is not a port
              --> startguard.yaml:24:11
                 |
              24 |     type: port
                 |           ^^^^ a whole number from 1024 to 65535
               = found: "tcp://10.0.48.109:9106"
               = why:   Kubernetes sets <SERVICE>_PORT for every Service
               = fix:   set enableServiceLinks: false on the pod, or rename the variable
               = owner: team-checkout, https://runbooks.example/checkout#http-port

            error[secret-whitespace]: DB_PASSWORD ends with a line feed

            warning[flag-overdue]: NEW_CHECKOUT should have been removed by 2026-11-01

            STARTGUARD REFUSED checkout (prod): 3 errors, 1 warning, exit 78. Start anyway: STARTGUARD_MODE=warn
            """);
  }

  @Test
  void saysWouldRefuseWhenItOnlyWarns() {
    String text =
        text(
            new ReportFixture()
                .exit(65)
                .with(error("manifest-type", "x").gist("is a list"))
                .wouldRefuse());

    assertThat(text)
        .startsWith(
            "STARTGUARD WOULD REFUSE checkout (prod): x is a list. Would exit 65; main() runs all the same.\n")
        .endsWith(
            "STARTGUARD WOULD REFUSE checkout (prod): 1 error, exit 65. Started anyway: mode=warn\n");
  }

  @Test
  void namesNoWayOutWhenThePolicyLocksTheMode() {
    String text =
        text(
            new ReportFixture()
                .wayOut(null)
                .with(error("env-missing", "A").gist("missing"))
                .refused());

    assertThat(text).endsWith("STARTGUARD REFUSED checkout (prod): 1 error, exit 78.\n");
  }

  @Test
  void refusesToStartWhenTheServiceIsNotKnown() {
    String text =
        text(
            new ReportFixture()
                .service(null)
                .profile(null)
                .with(error("manifest-empty", "x").gist("empty"))
                .refused());

    assertThat(text).startsWith("STARTGUARD REFUSED to start: x empty. Exit 78");
  }

  @Test
  void countsTheErrorsThatTheFirstLineDoesNotName() {
    ReportFixture fixture = new ReportFixture();
    for (int i = 0; i < 5; i++) {
      fixture.with(error("env-missing", "A" + i).gist("missing"));
    }

    assertThat(text(fixture.refused()))
        .startsWith(
            "STARTGUARD REFUSED checkout (prod): A0 missing; A1 missing; A2 missing; 2 more errors. Exit 78;");
  }

  @Test
  void foldsWhatFollowsFromAnEarlierError() {
    String text =
        text(
            new ReportFixture()
                .with(error("env-missing", "DB_HOST").gist("missing"))
                .notEvaluated("TLS_CERT needs DB_HOST")
                .notEvaluated("group smtp needs SMTP_HOST")
                .notEvaluated("probe database needs DB_HOST")
                .refused());

    assertThat(text)
        .contains("\n     not evaluated: needs DB_HOST (1): TLS_CERT, probe database\n")
        .contains("\n     not evaluated: needs SMTP_HOST: group smtp\n");
  }

  @Test
  void showsTheSecondPlaceOfAFinding() {
    String text =
        text(
            new ReportFixture()
                .with(
                    error("manifest-duplicate-key", "A")
                        .gist("given twice")
                        .at(place(9, 3, 1, "  A: port"), "again here")
                        .related(place(4, 3, 1, "  A: url"), "first here"))
                .refused());

    assertThat(text)
        .contains(
            """
              --> startguard.yaml:9:3
                 |
               9 |   A: port
                 |   ^ again here
              --> startguard.yaml:4:3
                 |
               4 |   A: url
                 |   - first here
            """);
  }

  @Test
  void givesThePlaceAloneWhenTheLineMayNotBeShown() {
    var hidden = place(4, 3, 1, "  s3cret");
    hidden.source().showable(false);

    String text =
        text(
            new ReportFixture()
                .with(error("manifest-syntax", "x").gist("bad").at(hidden, "here"))
                .refused());

    assertThat(text).contains("  --> startguard.yaml:4:3 here\n").doesNotContain("s3cret");
  }

  @Test
  void pointsAtCode() {
    String text =
        text(
            new ReportFixture()
                .with(
                    error("x", "y")
                        .gist("z")
                        .at(new CodeLocation("com.acme.Cut", "next", "Cut.java", 41), null))
                .refused());

    assertThat(text).contains("  --> com.acme.Cut.next\n");
  }

  @Test
  void putsManyFixesOnLinesOfTheirOwn() {
    String text =
        text(
            new ReportFixture()
                .with(error("x", "y").gist("z").fix("a".repeat(90)).fix("b".repeat(90)))
                .refused());

    assertThat(text)
        .contains("   = fix: " + "a".repeat(90) + "\n   = fix: " + "b".repeat(90) + "\n");
  }

  @Test
  void coloursOnlyWhenAsked() {
    Report report = new ReportFixture().with(error("env-missing", "A").gist("missing")).refused();

    assertThat(text(report)).doesNotContain("\u001b");
    assertThat(TextReport.render(report, false, true))
        .startsWith("\u001b[1;31mSTARTGUARD REFUSED\u001b[0m checkout")
        .contains("\u001b[1;31merror\u001b[0m    env-missing");
  }

  private static String text(Report report) {
    return TextReport.render(report, false, false);
  }
}
