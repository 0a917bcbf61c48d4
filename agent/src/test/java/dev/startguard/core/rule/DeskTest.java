package dev.startguard.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskTest {
  private final Kept kept = new Kept();

  @Test
  void filesTheFirstAndEachTenfold() {
    Desk desk = desk("");
    for (int i = 0; i < 12_345; i++) {
      see(desk, rule(Evidence.PROVEN), "com.acme.A", "x");
    }

    assertThat(kept.filed).extracting(Filed::count).containsExactly(1L, 10L, 100L, 1000L, 10_000L);
    assertThat(kept.filed.get(0).thread()).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void countsAnewAfterAFirstThatDoesNotStand() {
    Desk desk = desk("");
    see(desk, rule(Evidence.PROVEN), "com.acme.A", "withdrawn alone");
    see(desk, rule(Evidence.PROVEN), "com.acme.A", "alone"); // before anybody knew
    assertThat(kept.filed.get(0).makesRoom()).isTrue();
    see(desk, rule(Evidence.PROVEN), "com.acme.A", "alone");

    assertThat(kept.filed).extracting(Filed::count).containsExactly(1L, 1L);
    assertThat(kept.filed.get(1).makesRoom()).isTrue();
  }

  @Test
  void goesOnCountingAfterALaterOneThatDoesNotStand() {
    Desk desk = desk("");
    for (int i = 0; i < 10; i++) {
      see(desk, rule(Evidence.PROVEN), "com.acme.A", "alone");
    }
    assertThat(kept.filed.get(1).makesRoom()).isTrue();
    see(desk, rule(Evidence.PROVEN), "com.acme.A", "alone");

    assertThat(kept.filed).extracting(Filed::count).containsExactly(1L, 10L);
  }

  @Test
  void saysOfOtherCasesThatOneStandsForAll() {
    Desk desk = desk("");
    see(desk, rule(Evidence.PROVEN), "com.acme.A", "withdrawn");
    assertThat(kept.filed.get(0).makesRoom()).isFalse();
    see(desk, rule(Evidence.PROVEN), "com.acme.A", "x");

    assertThat(kept.filed).hasSize(1);
  }

  @Test
  void filesOnceWhatIsOnlyRiskyOrPredicted() {
    Desk desk = desk("");
    for (int i = 0; i < 100; i++) {
      see(desk, rule(Evidence.RISKY), "com.acme.A", "x");
      see(desk, rule(Evidence.PREDICTED), "com.acme.B", "x");
    }

    assertThat(kept.filed).extracting(Filed::count).containsExactly(1L, 1L);
  }

  @Test
  void hasEnoughOfAPlaceWhereNothingMoreWouldBeTold() {
    Desk desk = desk("");

    assertThat(see(desk, rule(Evidence.RISKY), "com.acme.A", "x")).isTrue();
    assertThat(see(desk, rule(Evidence.PREDICTED), "com.acme.D", "x")).isTrue();
    assertThat(see(desk, rule(Evidence.RISKY), "com.acme.B", "withdrawn alone")).isFalse();
    Rule proven = rule(Evidence.PROVEN);
    for (int i = 1; i < Desk.MANY; i++) {
      assertThat(see(desk, proven, "com.acme.C", "x")).isFalse();
    }
    assertThat(see(desk, proven, "com.acme.C", "x")).isTrue();
    assertThat(kept.filed.get(kept.filed.size() - 1).count()).isEqualTo(Desk.MANY);
  }

  @Test
  void hasNotEnoughOfWhatItMayNotTellNow() {
    String suppress = "runtime: { suppress: [{ rule: day-as-24h, in: '**', reason: r }] }";

    assertThat(see(desk(suppress), rule(Evidence.PREDICTED), "com.acme.A", "x")).isFalse();
  }

  @Test
  void tellsTenThousandCasesApart() {
    Desk desk = desk("");
    for (int i = 0; i < 10_005; i++) {
      see(desk, rule(Evidence.PROVEN), "com.acme.A" + i, "x");
    }

    assertThat(kept.filed).hasSize(10_000);
    assertThat(desk.refused()).isEqualTo(5);
  }

  @Test
  void switchesARuleOffAfterThreeFaults() {
    Desk desk = desk("");
    Rule rule = rule(Evidence.PROVEN);
    for (int i = 0; i < 5; i++) {
      see(desk, rule, "com.acme.A", new AssertionError("s3cret"));
    }
    see(desk, rule, "com.acme.A", "x");

    assertThat(kept.filed).isEmpty();
    assertThat(desk.off(rule)).isTrue();
    assertThat(desk.faults()).isEqualTo(3);
    assertThat(kept.said).hasSize(1);
    assertThat(kept.said.get(0).id()).isEqualTo("rule-disabled");
    assertThat(kept.said.get(0).message())
        .startsWith(
            "the rule day-as-24h failed 3 times and is switched off: java.lang.AssertionError at ")
        .doesNotContain("s3cret");
  }

  @Test
  void switchesOnWhatWasSwitchedOffAndNotWhatCannotSee() {
    Desk desk = desk("");
    Rule rule = rule(Evidence.PROVEN);
    desk.switchOff(rule);
    assertThat(desk.off(rule)).isTrue();
    desk.switchOn(rule);
    assertThat(desk.off(rule)).isFalse();
    assertThat(((FakeRule) rule).forgot).isEqualTo(1);
    desk.blind(rule);
    desk.switchOff(rule);
    desk.switchOn(rule);

    assertThat(desk.off(rule)).isTrue();
  }

  @Test
  void goesOnWhereTheStackOrTheHeapOfTheApplicationEnded() {
    Desk desk = desk("");
    Rule rule = rule(Evidence.PROVEN);
    for (int i = 0; i < 5; i++) {
      see(desk, rule, "com.acme.A", new StackOverflowError());
      see(desk, rule, "com.acme.A", new OutOfMemoryError());
    }
    see(desk, rule, "com.acme.A", "x");

    assertThat(kept.filed).hasSize(1);
    assertThat(kept.said).isEmpty();
    assertThat(desk.faults()).isEqualTo(10);
  }

  @Test
  void goesOnAfterTwoFaults() {
    Desk desk = desk("");
    Rule rule = rule(Evidence.PROVEN);
    see(desk, rule, "com.acme.A", new AssertionError());
    see(desk, rule, "com.acme.A", new AssertionError());
    see(desk, rule, "com.acme.A", "x");

    assertThat(kept.filed).hasSize(1);
    assertThat(kept.said).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', com.acme.A, WARNING",
    "'runtime: { set: { day-as-24h: error } }', com.acme.A, ERROR",
    "'runtime: { set: { day-as-24h: off } }', com.acme.A, ",
    "'runtime: { rules: off }', com.acme.A, ",
    "'runtime: { rules: quiet }', com.acme.A, ",
    "'runtime: { suppress: [ { rule: day-as-24h, in: com.acme.A, reason: known } ] }', com.acme.A, ",
    "'runtime: { suppress: [ { rule: day-as-24h, in: com.acme.A, reason: known } ] }', com.acme.B, WARNING",
  })
  void heedsTheManifest(String yaml, String className, Severity severity) {
    see(desk(yaml), rule(Evidence.PROVEN), className, "x");

    if (severity == null) {
      assertThat(kept.filed).isEmpty();
    } else {
      assertThat(kept.filed).extracting(Filed::severity).containsExactly(severity);
    }
  }

  private static boolean see(Desk desk, Rule rule, String className, Object what) {
    Site site = RuleFixture.site(className, "m", FakeRule.CALL);
    return desk.see(rule, new Sighting(site, FakeRule.CALL, null, null, what));
  }

  private static Rule rule(Evidence evidence) {
    return new FakeRule("day-as-24h", evidence, Severity.WARNING);
  }

  private Desk desk(String yaml) {
    RuntimeSettings settings =
        new RuntimeSettings(
            ManifestFixture.manifest("env: { A: string }\n" + yaml, null, new FakeHost()),
            null,
            (name, source) -> OwnCode.inPackage(name, "com.acme"));
    return new Desk(settings, new FakeSurroundings(), kept);
  }

  private static final class Kept implements Sink {
    final List<Filed> filed = new ArrayList<>();
    final List<Finding> said = new ArrayList<>();

    @Override
    public void file(Filed one) {
      filed.add(one);
    }

    @Override
    public void say(Finding finding, long count) {
      said.add(finding);
    }
  }
}
