package dev.startguard.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.catalog.RuleCatalog;
import dev.startguard.core.catalog.RuleTable;
import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.RuntimeSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  private static final RuleTable TABLE = RuleTable.read();

  private static RuntimeSettings settings(String level, String manifest) {
    return new RuntimeSettings(
        ManifestFixture.manifest(manifest, null, new FakeHost()), level, (name, source) -> true);
  }

  private static RuntimeSettings settings(String level) {
    return settings(level, "runtime: { rules: standard }\n");
  }

  private static List<String> ids(Selection selection, List<Integer> places) {
    List<String> ids = new ArrayList<>();
    places.forEach(place -> ids.add(selection.table().rules().get(place).id()));
    return ids;
  }

  @ParameterizedTest
  @ValueSource(strings = {"quiet", "standard", "all", "selftest", "off"})
  void choosesAsTheRulesThemselvesWouldBe(String level) {
    RuntimeSettings settings = settings(level);
    List<String> wanted = new ArrayList<>();
    for (Rule rule : RuleCatalog.rules()) {
      if (settings.severity(rule) != null) {
        wanted.add(rule.id());
      }
    }

    assertThat(new Selection(TABLE, settings).ids()).isEqualTo(wanted);
  }

  @Test
  void watchesForRulesOnWhichOthersRely() {
    Selection quiet = new Selection(TABLE, settings("quiet"));
    Selection usual = new Selection(TABLE, settings("standard"));

    assertThat(quiet.ids()).isNotEmpty().doesNotContain("default-zone-call");
    assertThat(ids(usual, usual.woven())).containsAll(usual.ids()).contains("default-zone-call");
    assertThat(usual.ids()).doesNotContain("default-zone-call");
  }

  @Test
  void watchesNothingForNoRule() {
    Selection none = new Selection(TABLE, settings("off"));

    assertThat(none.woven()).isEmpty();
    assertThat(none.ending()).isFalse();
    assertThat(TABLE.listeners()).noneMatch(none::listens);
  }

  @Test
  void watchesDurationsWhereTheClockIsWatched() {
    String manifest =
        """
        clock: { recheck: { every: 30s } }
        runtime: { set: { elapsed-by-wall-clock: off } }
        """;
    Selection selection = new Selection(TABLE, settings("standard", manifest));

    assertThat(selection.ids()).doesNotContain("elapsed-by-wall-clock");
    assertThat(ids(selection, selection.woven())).contains("elapsed-by-wall-clock");
  }

  @Test
  void knowsWhichRulesAreOfUseInOwnCodeAlone() {
    Selection all = new Selection(TABLE, settings("all"));
    Selection clock = new Selection(TABLE, settings("all", "clock: { recheck: { every: 30s } }\n"));
    List<String> own = ids(all, all.on().stream().filter(rule -> !all.everywhere(rule)).toList());

    assertThat(own).contains("elapsed-by-wall-clock", "pattern-mixup");
    assertThat(own).doesNotContain("default-zone-call", "epoch-int-overflow", "quoted-z");
    assertThat(ids(clock, clock.on().stream().filter(clock::everywhere).toList()))
        .contains("elapsed-by-wall-clock");
  }
}
