package dev.startguard.core.rule.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.FakeSurroundings;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultZoneChangedRuleTest {
  private final FakeSurroundings surroundings = new FakeSurroundings();
  private final DefaultZoneCallRule calls = new DefaultZoneCallRule();
  private final RuleFixture rule = new RuleFixture(new DefaultZoneChangedRule(calls), surroundings);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "America/New_York",
        "GMT+01:00",
        "Asia/Tokyo",
        "Europe/London",
        "Africa/Lagos",
        "GMT",
        "Europe/Paris"
      })
  void reportsAnotherZone(String id) {
    Finding finding = set(TimeZone.getTimeZone(id));

    assertThat(finding.message())
        .isEqualTo(
            "the JVM's default zone was changed from Europe/Berlin to " + id + " for all threads");
    assertThat(finding.notes().get(0).text())
        .isEqualTo("Europe/Berlin (the JVM's default, from TZ)");
  }

  @Test
  void saysHowMuchHadRunBefore() {
    RuleFixture sites = new RuleFixture(calls, surroundings);
    sites.see("LocalDate.now", null, null);
    assertThat(set(TimeZone.getTimeZone("UTC")).message())
        .endsWith("; code at 1 place had asked for it before");
    sites.see("ZoneId.systemDefault", null, null);

    assertThat(set(TimeZone.getTimeZone("Asia/Tokyo")).message())
        .isEqualTo(
            "the JVM's default zone was changed from UTC to Asia/Tokyo for all threads;"
                + " code at 2 places had asked for it before");
  }

  @Test
  void reportsTheSameIdWithOtherRules() {
    assertThat(set(new SimpleTimeZone(0, "Europe/Berlin"))).isNotNull();
  }

  @Test
  void acceptsACallThatChangesNothing() {
    assertThat(set(TimeZone.getTimeZone("Europe/Berlin"))).isNull();
    assertThat(set(TimeZone.getTimeZone("Europe/Berlin"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UTC", "GMT", "Europe/Berlin", "America/New_York", "GMT+02:00", "Asia/Kolkata"})
  void acceptsTheZoneThatTheJvmStartedWith(String id) {
    surroundings.jvm(id, "-Duser.timezone");

    assertThat(set(TimeZone.getTimeZone(id))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Etc/UTC, UTC",
    "GMT, UTC",
    "UTC, Etc/UCT",
    "GMT-05:00, EST5", // no such id: GMT
    "America/Los_Angeles, PST",
    "Asia/Kolkata, IST",
    "Europe/Berlin, Europe/Copenhagen"
  })
  void acceptsAnotherNameOfTheSameRules(String id, String other) {
    surroundings.jvm(id, "TZ");
    TimeZone named = TimeZone.getTimeZone(other);
    boolean same = TimeZone.getTimeZone(id).hasSameRules(named);

    assertThat(set(named) == null).isEqualTo(same);
    assertThat(set(TimeZone.getTimeZone("Asia/Tokyo")).message())
        .startsWith("the JVM's default zone was changed from " + named.getID() + " to Asia/Tokyo");
  }

  @Test
  void followsEachChange() {
    set(TimeZone.getTimeZone("UTC"));

    assertThat(set(TimeZone.getTimeZone("UTC"))).isNull();
    assertThat(set(TimeZone.getTimeZone("Europe/Berlin")).message())
        .startsWith("the JVM's default zone was changed from UTC to Europe/Berlin");
  }

  @Test
  void doesNotKnowWhatTheHostsZoneIs() {
    set(TimeZone.getTimeZone("UTC"));
    set(null);

    assertThat(set(TimeZone.getTimeZone("Europe/Berlin"))).as("it may be the host's").isNull();
    assertThat(set(TimeZone.getTimeZone("UTC")).message()).contains("from Europe/Berlin to UTC");
  }

  @Test
  void keepsACopyOfWhatCanBeChanged() {
    SimpleTimeZone own = new SimpleTimeZone(0, "Own");
    set(own);
    own.setID("Other");

    assertThat(set(TimeZone.getTimeZone("UTC")).message()).contains("from Own to UTC");
  }

  @Test
  void saysNothingWhenItDoesNotKnowWhatWasBefore() {
    surroundings.jvm(null, "");

    assertThat(set(TimeZone.getTimeZone("UTC"))).isNull();
    assertThat(set(null)).isNull();
  }

  private Finding set(TimeZone zone) {
    return rule.see("TimeZone.setDefault", null, null, zone);
  }
}
