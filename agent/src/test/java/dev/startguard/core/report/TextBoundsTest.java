package dev.startguard.core.report;

import static dev.startguard.core.report.ReportFixture.error;
import static dev.startguard.core.report.ReportFixture.place;
import static dev.startguard.core.report.ReportFixture.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Report;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a manifest or an environment holds, the report stays readable, bounded and harmless. */
class TextBoundsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 60, 100, 200, 5_000})
  void keepsTheFirstLineWithin300Columns(int length) {
    ReportFixture fixture =
        new ReportFixture().service("s".repeat(length)).profile("p".repeat(length));
    for (int i = 0; i < 7; i++) {
      fixture.with(error("env-missing", "N".repeat(length) + i).gist("g".repeat(length * (i + 1))));
    }
    fixture.with(warning("x", "y").gist("z"));

    String first = first(fixture.refused());

    assertThat(first.length()).isLessThanOrEqualTo(300);
    assertThat(first).endsWith("; 4 more errors, 1 warning. Exit 78; main() did not run.");
    assertThat(first(fixture.wouldRefuse()).length()).isLessThanOrEqualTo(300);
  }

  @Test
  void givesAShortErrorsRoomToALongOne() {
    Report report =
        new ReportFixture()
            .with(
                error("a", "A").gist("x"),
                error("b", "B").gist("y".repeat(150)),
                error("c", "C").gist("z"))
            .refused();

    assertThat(first(report)).contains("; B " + "y".repeat(150) + "; C z.");
  }

  @Test
  void shows50DetailsAndCountsTheRest() {
    ReportFixture fixture = new ReportFixture();
    for (int i = 0; i < 60; i++) {
      fixture.with(error("env-missing", "A" + i).gist("missing"));
    }

    String text = text(fixture.refused());

    assertThat(text.split("\nerror\\[", -1)).hasSize(51);
    assertThat(text).contains("(10 more without details)");
    assertThat(text).contains("\n 60  error");
  }

  @Test
  void indexes500FindingsAndCountsTheRest() {
    ReportFixture fixture = new ReportFixture();
    for (int i = 0; i < 10_000; i++) {
      fixture.with(error("env-missing", "A" + i).gist("missing"));
    }

    String text = text(fixture.refused());

    assertThat(text)
        .contains("\n       and 9500 more\n")
        .contains("STARTGUARD REFUSED checkout (prod): 10000 errors,");
    assertThat(text.length()).isLessThan(60_000);
  }

  @Test
  void cutsALongValueAndCountsWhatIsLeft() {
    String value = "v".repeat(1_000_000);

    String text =
        text(
            new ReportFixture()
                .with(
                    error("x", value)
                        .gist(value)
                        .detail(value)
                        .message(value)
                        .note("found", value)
                        .why(value)
                        .fix(value))
                .refused());

    assertThat(text).contains("   = found: " + "v".repeat(200) + "... (999800 more characters)\n");
    assertThat(text.length()).isLessThan(3_000);
  }

  @Test
  void escapesWhatMovesTheCursorOrReversesTheText() {
    String evil = "a\nb\r\u001b[2J\u009b1m\u0000\t\u202e\u2066\u200b\u00a0\ufeff\u2028\ud800 end";

    String text =
        text(
            new ReportFixture()
                .service(evil)
                .with(error("x", evil).gist(evil).note("found", evil))
                .refused());

    assertThat(text)
        .contains(
            "found: a\\nb\\r\\u001b[2J\\u009b1m\\u0000\\t\\u202e\\u2066\\u200b\\u00a0\\ufeff\\u2028\\ud800 end\n");
    assertThat(text.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
  }

  @Test
  void noValueBeginsALine() {
    String command = "x\n::set-output name=y::z\n##[error]";

    String text =
        text(
            new ReportFixture()
                .service(command)
                .with(error("x", command).gist(command).at(place(1, 1, 1, "::add-mask::"), command))
                .refused());

    assertThat(text.lines())
        .noneMatch(line -> line.strip().startsWith("::") || line.strip().startsWith("##["));
  }

  @Test
  void speaksAsciiWhereTheStreamTakesNoMore() {
    String text =
        TextReport.render(
            new ReportFixture()
                .service("Käse")
                .with(error("x", "Ö").gist("日本 \ud83d\ude00").at(place(2, 3, 2, "日本: é"), "ü"))
                .refused(),
            true,
            false);

    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(text)).isTrue();
    assertThat(text).contains("K\\u00e4se").contains("\\u65e5\\u672c \\u{1f600}");
  }

  @Test
  void keepsTheCaretUnderWideAndEscapedCharacters() {
    String text =
        text(
            new ReportFixture()
                .with(error("x", "y").gist("z").at(place(7, 6, 2, "日\té: ab"), "here"))
                .refused());

    assertThat(text)
        .contains(
            """
               7 | 日\\té: ab
                 |        ^^ here
            """);
  }

  @Test
  void showsAWindowOfALongLine() {
    String line = "x".repeat(500) + "HERE" + "y".repeat(500);

    String text =
        text(
            new ReportFixture()
                .with(error("x", "y").gist("z").at(place(7, 501, 4, line), "l"))
                .refused());

    assertThat(text).contains("   7 | ..." + "x".repeat(60) + "HERE" + "y".repeat(56) + "...\n");
    assertThat(text).contains("     |    " + " ".repeat(60) + "^^^^ l\n");
  }

  @Test
  void survivesACaretBehindTheLine() {
    String text =
        text(
            new ReportFixture()
                .with(error("x", "y").gist("z").at(place(7, 99, 9, "ab"), null))
                .refused());

    assertThat(text).contains("   7 | ab\n     | ").contains("^\n");
  }

  @Test
  void escapesTheSuccessLineToo() {
    String text =
        TextReport.render(
            new ReportFixture().service("a\nbé").profile("p\u001b").passed(), true, false);

    assertThat(text)
        .isEqualTo(
            "startguard: a\\nb\\u00e9: 52 checks passed in 41 ms (startguard.yaml, profile p\\u001b)\n");
  }

  private static String text(Report report) {
    return TextReport.render(report, false, false);
  }

  private static String first(Report report) {
    String text = text(report);
    return text.substring(0, text.indexOf('\n'));
  }
}
