package dev.startguard.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.CodeLocation;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimiterTest {
  private static final long BEGIN = Long.MAX_VALUE - 5_000_000_000L; // the clock may wrap around
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long DAY = 24 * 60 * MINUTE;

  private final Pages pages = new Pages();
  private final Limiter limiter = new Limiter(pages, BEGIN);

  @Test
  void showsAFirstOccurrenceWithItsPlace() {
    take("a", 0, "x", 1, 0);

    assertThat(pages.shown).containsExactly("a 1: found x");
    assertThat(pages.recorded).containsExactly("a 1: found x");
    assertThat(pages.last.location()).isEqualTo(new CodeLocation("com.A0", "m", "A.java", 7));
    assertThat(pages.last.notes()).extracting(note -> note.text()).containsExactly("worker-1");
  }

  @Test
  void repeatsAProvenOneAtMostOnceADay() {
    take("a", 0, "x", 1, 0);
    take("a", 0, "x", 10, MINUTE);
    take("a", 0, "x", 100, 2 * MINUTE);
    take("a", 0, "x", 1000, MINUTE + DAY);

    assertThat(pages.shown).containsExactly("a 1: found x", "a 10: found x", "a 1000: found x");
    assertThat(pages.recorded).containsExactly("a 1: found x");
  }

  @Test
  void showsLaterWhatWasRecordedAhead() {
    limiter.record(filed("a", 0, "x", 1, Evidence.PROVEN));
    assertThat(pages.recorded).containsExactly("a 1: found x");
    assertThat(pages.shown).isEmpty();

    limiter.record(filed("a", 0, "x", 1, Evidence.PROVEN));
    take("a", 0, "x", 1, 0);
    take("a", 0, "x", 10, 0);
    take("a", 0, "x", 100, MINUTE);

    assertThat(pages.recorded).containsExactly("a 1: found x");
    assertThat(pages.shown).containsExactly("a 1: found x", "a 10: found x");
  }

  @ParameterizedTest
  @EnumSource(
      value = Evidence.class,
      names = {"PREDICTED", "RISKY"})
  void neverRepeatsWhatHasNotHappened(Evidence evidence) {
    take(filed("a", 0, "x", 1, evidence), 0);
    take(filed("a", 0, "x", 10, evidence), 0);

    assertThat(pages.shown).containsExactly("a 1: found x");
  }

  @Test
  void foldsWhatIsEverywhere() {
    for (int site = 0; site < 25; site++) {
      take("a", site, "x", 1, 0);
    }
    take("a", 24, "x", 10, DAY); // what was folded is not repeated
    close();

    assertThat(pages.shown).hasSize(20);
    assertThat(pages.recorded).hasSize(25);
    assertThat(pages.notes)
        .containsExactly(
            "a: more than 20 sites; further ones are counted", "a: 25 sites, 20 of them shown");
  }

  @Test
  void mergesWhatHasOneCause() {
    take("a", 0, "cause 1", 1, 0);
    take("b", 0, "cause 1", 1, 0);
    take("b", 1, "cause 2", 1, 0);
    close();

    assertThat(pages.shown).containsExactly("a 1: found cause 1", "b 1: found cause 2");
    assertThat(pages.recorded).hasSize(3);
    assertThat(pages.notes).containsExactly("1 finding was merged with others of the same cause");
  }

  @Test
  void keepsToTheBudgets() {
    findings(0, 50, 59 * SECOND);
    assertThat(pages.shown).hasSize(30);

    findings(50, 80, MINUTE);
    assertThat(pages.shown).hasSize(40);
    assertThat(pages.notes).containsExactly("20 findings were left out, to keep this readable");

    findings(80, 81, 2 * MINUTE);
    close();
    assertThat(pages.shown).hasSize(41);
    assertThat(pages.recorded).hasSize(81);
    assertThat(pages.notes).hasSize(2);
  }

  @Test
  void showsTwoHundredAndNoMore() {
    for (int minute = 0; minute < 60; minute++) {
      findings(minute * 20, minute * 20 + 10, minute * MINUTE);
    }
    close();

    assertThat(pages.shown).hasSize(200);
    assertThat(pages.recorded).hasSize(600);
    assertThat(pages.notes)
        .containsExactly(
            "200 findings were shown; further ones are counted",
            "400 findings were left out, to keep this readable");
  }

  @Test
  void withdrawsWhatWasPutRight() {
    take("a", 0, "withdrawn", 1, 0);
    take("a", 0, "x", 10, MINUTE);
    close();

    assertThat(pages.shown).isEmpty();
    assertThat(pages.recorded).isEmpty();
    assertThat(pages.notes).isEmpty();
  }

  @Test
  void showsTheNextOfThoseThatAreAlone() {
    take("a", 0, "withdrawn alone", 1, 0);
    take("a", 0, "x", 1, MINUTE);

    assertThat(pages.shown).containsExactly("a 1: found x");
  }

  @Test
  void letsTheMachinerySpeakPastAllBudgets() {
    findings(0, 40, 0);
    limiter.tell(limiter.take(Selftest.finding(3), 1), 1);

    assertThat(pages.shown)
        .last()
        .isEqualTo("selftest 1: findings of this service are written here; 3 rules are on");
    assertThat(pages.recorded).hasSize(41);
  }

  private void findings(int from, int to, long after) {
    for (int i = from; i < to; i++) {
      take("rule-" + i / 10, i, "x", 1, after);
    }
  }

  private void take(String rule, int site, String what, long count, long after) {
    take(filed(rule, site, what, count, Evidence.PROVEN), after);
  }

  private void take(Filed filed, long after) {
    limiter.tell(limiter.take(filed, BEGIN + after), filed.count());
  }

  private void close() {
    limiter.close();
    limiter.tell(null, 0);
  }

  private static Filed filed(String rule, int number, String what, long count, Evidence evidence) {
    Site site = new Site("com.A" + number, "m", "()V", "A.java", 7, "api", 0);
    return new Filed(
        Identity.of(rule, site),
        site,
        new FakeRule.Found(what),
        Severity.ERROR,
        evidence,
        "worker-1",
        count);
  }

  private static final class Pages implements Outlet {
    final List<String> recorded = new ArrayList<>();
    final List<String> shown = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    Finding last;

    @Override
    public void record(Finding finding, long count) {
      recorded.add(text(finding, count));
    }

    @Override
    public void show(Finding finding, long count) {
      last = finding;
      shown.add(text(finding, count));
    }

    @Override
    public void note(String line) {
      notes.add(line);
    }

    private static String text(Finding finding, long count) {
      return finding.id() + " " + count + ": " + finding.message();
    }
  }
}
