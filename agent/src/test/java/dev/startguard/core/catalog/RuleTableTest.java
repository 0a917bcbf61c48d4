package dev.startguard.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.catalog.RuleTable.Listener;
import dev.startguard.core.catalog.RuleTable.Row;
import dev.startguard.core.rule.Ending;
import dev.startguard.core.rule.Guard;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.StandingRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RuleTableTest {
  private final List<Rule> rules = RuleCatalog.rules();
  private final RuleTable table = RuleTable.read();

  @Test
  void isTheOneOfThisCatalogue() throws IOException {
    try (InputStream built = RuleTable.class.getResourceAsStream(RuleTable.NAME)) {
      assertThat(Objects.requireNonNull(built).readAllBytes())
          .isEqualTo(RuleTableWriter.table(rules));
    }
  }

  @Test
  void tellsOfEachRuleWhatTheRuleDoes() {
    assertThat(table.rules()).hasSameSizeAs(rules);
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      Row row = table.rules().get(i);
      Rule counted = rule.reliesOn();

      assertThat(row.id()).isEqualTo(rule.id());
      assertThat(row.evidence()).isEqualTo(rule.evidence());
      assertThat(row.severity()).isEqualTo(rule.severity());
      assertThat(row.informs()).as(rule.id()).isEqualTo(rule.informs());
      assertThat(row.ends()).as(rule.id()).isEqualTo(rule instanceof Ending);
      assertThat(row.reliesOn()).isEqualTo(counted == null ? -1 : rules.indexOf(counted));
      assertThat(row.calls()).as(rule.id()).isEqualTo(rule.calls());
    }
    assertThat(table.rules()).as("one counts another's").anyMatch(row -> row.reliesOn() >= 0);
  }

  @Test
  void tellsOfEachListenerWhatItHooksAndForWhom() {
    List<HookListener> listeners = new Relied(rules).listeners();

    assertThat(table.listeners()).hasSameSizeAs(listeners).isNotEmpty();
    for (int i = 0; i < listeners.size(); i++) {
      HookListener listener = listeners.get(i);
      Listener row = table.listeners().get(i);
      List<Guard> guards = new ArrayList<>();
      listener.hooks().forEach(hook -> guards.add(listener.guard(hook)));

      assertThat(row.hooks()).isEqualTo(listener.hooks()).isNotEmpty();
      assertThat(row.guards()).isEqualTo(guards);
      for (int rule = 0; rule < rules.size(); rule++) {
        assertThat(row.serves(rule))
            .as("%s, %s", listener, rules.get(rule).id())
            .isEqualTo(relies(rules.get(rule), listener));
      }
    }
  }

  private static boolean relies(Rule rule, HookListener listener) {
    return rule == listener
        || (rule instanceof StandingRule standing && standing.sources().contains(listener));
  }
}
