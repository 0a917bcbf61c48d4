package dev.startguard.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.CodeLocation;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RuntimeTextTest {
  static final String EVIL =
      "\ud800a\u0000\u001b[31m\n\tstartguard ERROR \u202e\u2028" + "x".repeat(100_000);

  @Test
  void readsAsTheSpecificationHasIt() {
    assertThat(new RuntimeText(false).render(gap().build(), 1))
        .isEqualTo(
            """
            startguard ERROR proven dst-gap-shifted com.acme.CutOff.nextRun(CutOff.java:41)
              2027-03-28T02:30 does not exist in Europe/Berlin; the JDK moved it to 03:30+02:00
              zone Europe/Berlin (from TZ), thread scheduler-1, pool created at com.acme.AppConfig.pool(AppConfig.java:22)
              fix: derive each day from a LocalTime and handle getValidOffsets(local).isEmpty()
            """);
  }

  @Test
  void saysHowOftenItWasSeen() {
    assertThat(new RuntimeText(false).render(gap().build(), 100))
        .contains("(AppConfig.java:22), seen 100 times\n");
  }

  @Test
  void givesAReasonALineOfItsOwn() {
    Finding finding = gap().why("nobody was there at that hour").build();

    assertThat(new RuntimeText(false).render(finding, 1).lines())
        .contains("  why: nobody was there at that hour");
  }

  @Test
  void namesAPlaceInTheManifestAndNoPlaceAtAll() {
    FindingBuilder expired =
        Finding.of("suppression-expired", Severity.WARNING, "x")
            .evidence(Evidence.PROVEN)
            .gist("expired");

    assertThat(new RuntimeText(false).render(expired.build(), 1))
        .isEqualTo("startguard WARN proven suppression-expired\n  x expired\n");
    assertThat(
            new RuntimeText(false)
                .render(expired.at(ReportFixture.place(12, 3, 1, "  x: y"), null).build(), 1))
        .startsWith("startguard WARN proven suppression-expired startguard.yaml:12:3\n");
  }

  @Test
  void doesWithoutAFileAndALine() {
    assertThat(head(new CodeLocation("A", "run", null, 0))).endsWith(" A.run(Unknown Source)");
    assertThat(head(new CodeLocation("A", "run", "", 7))).endsWith(" A.run(Unknown Source)");
    assertThat(head(new CodeLocation("A", "run", "A.java", 0))).endsWith(" A.run(A.java)");
  }

  @Test
  void staysFewShortLinesWhateverATextHolds() {
    Finding finding =
        Finding.of("x", Severity.INFO, EVIL)
            .evidence(Evidence.RISKY)
            .message(EVIL)
            .at(new CodeLocation(EVIL, EVIL, EVIL, 1), null)
            .note("thread", EVIL)
            .why(EVIL)
            .fix(EVIL)
            .build();

    for (boolean ascii : new boolean[] {false, true}) {
      String text = new RuntimeText(ascii).render(finding, 10);
      assertThat(text.lines()).hasSize(5);
      assertThat(text.lines().collect(Collectors.joining()))
          .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}]");
      assertThat(text.length()).isLessThan(3_000);
    }
    assertThat(new RuntimeText(false).note(EVIL)).doesNotContain("\n").hasSizeLessThan(400);
  }

  private static String head(CodeLocation place) {
    return new RuntimeText(false).head(gap().at(place, null).build());
  }

  static FindingBuilder gap() {
    return Finding.of("dst-gap-shifted", Severity.ERROR, "com.acme.CutOff.nextRun")
        .evidence(Evidence.PROVEN)
        .at(new CodeLocation("com.acme.CutOff", "nextRun", "CutOff.java", 41), null)
        .gist("resolved a local time that does not exist")
        .message(
            "2027-03-28T02:30 does not exist in Europe/Berlin; the JDK moved it to 03:30+02:00")
        .note("zone", "Europe/Berlin (from TZ)")
        .note("thread", "scheduler-1")
        .note("pool", "created at com.acme.AppConfig.pool(AppConfig.java:22)")
        .fix("derive each day from a LocalTime and handle getValidOffsets(local).isEmpty()");
  }
}
