package dev.startguard.core.live;

import dev.startguard.core.catalog.RuleTable;
import dev.startguard.core.catalog.RuleTable.Listener;
import dev.startguard.core.catalog.RuleTable.Row;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.finding.Evidence;
import java.util.ArrayList;
import java.util.List;

/** Which rules are on, and on which others they rely, told without loading one. */
final class Selection {
  /** Knows where durations are measured by the wall clock, for when that is set. */
  private static final String DURATIONS = "elapsed-by-wall-clock";

  private final RuleTable table;

  /** Places in the table. */
  private final List<Integer> on = new ArrayList<>();

  private final List<Integer> woven;

  private final boolean clock;

  Selection(RuleTable table, RuntimeSettings settings) {
    this.table = table;
    List<Row> rows = table.rules();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (settings.severity(row.id(), row.severity(), row.evidence()) != null) {
        on.add(i);
      }
    }
    clock = settings.rechecksClock();
    woven = woven(rows);
  }

  /** Those that are on, and those that are not, but on which others rely. */
  private List<Integer> woven(List<Row> rows) {
    List<Integer> all = new ArrayList<>(on);
    if (on.isEmpty()) {
      return all;
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (!all.contains(i) && (row.informs() || (clock && row.id().equals(DURATIONS)))) {
        all.add(i);
      }
    }
    for (Integer rule : on) {
      int other = rows.get(rule).reliesOn();
      if (other >= 0 && !all.contains(other)) {
        all.add(other);
      }
    }
    return all;
  }

  /**
   * Whether what the rule sees in code that is not the application's own is of use: what is only
   * risky it does not report there.
   *
   * @param rule its place
   */
  boolean everywhere(int rule) {
    Row row = table.rules().get(rule);
    boolean use = row.evidence() != Evidence.RISKY || row.informs();
    for (Integer each : on) {
      use |= table.rules().get(each).reliesOn() == rule;
    }
    return use || (clock && row.id().equals(DURATIONS));
  }

  RuleTable table() {
    return table;
  }

  /** The places of the rules that are on. */
  List<Integer> on() {
    return on;
  }

  /** The places of the rules whose calls are watched. */
  List<Integer> woven() {
    return woven;
  }

  /** The ids of the rules that are on. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (Integer rule : on) {
      ids.add(table.rules().get(rule).id());
    }
    return ids;
  }

  /** Whether a rule that is on relies on that listener. */
  boolean listens(Listener listener) {
    for (Integer rule : on) {
      if (listener.serves(rule)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of them has to look when the JVM ends. */
  boolean ending() {
    for (Integer rule : on) {
      if (table.rules().get(rule).ends()) {
        return true;
      }
    }
    return false;
  }
}
