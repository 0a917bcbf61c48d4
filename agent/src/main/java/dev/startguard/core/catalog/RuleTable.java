package dev.startguard.core.catalog;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Guard;
import dev.startguard.core.rule.Look;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every rule of the {@link RuleCatalog} looks at, told without a rule: a start knows from it
 * what to weave, and loads none of them. The build writes it, see {@link RuleTableWriter}.
 */
public final class RuleTable {
  /** The resource beside this class. */
  static final String NAME = "rule-table";

  static final int INFORMS = 1;
  static final int ENDS = 2;

  private static final Look[] LOOKS = Look.values();

  private final byte[] table;

  /** Each text of the table, once. */
  private final String[] words;

  private int at;
  private final List<Row> rules = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();

  /** What stands in a table. */
  private RuleTable(byte[] table) {
    this.table = table;
    words = new String[number()];
    int text = at + 2 * words.length;
    for (int i = 0; i < words.length; i++) {
      int length = number();
      words[i] = ascii(text, length);
      text += length;
    }
    at = text;
    int count = number();
    for (int i = 0; i < count; i++) {
      rules.add(rule());
    }
    count = number();
    for (int i = 0; i < count; i++) {
      listeners.add(listener());
    }
  }

  /**
   * The one of this build.
   *
   * @throws IllegalStateException when it is not there
   */
  public static RuleTable read() {
    try (InputStream in = RuleTable.class.getResourceAsStream(NAME)) {
      if (in == null) {
        throw new IllegalStateException("no " + NAME);
      }
      return of(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  static RuleTable of(byte[] table) {
    return new RuleTable(table);
  }

  /** Every rule, in the order of the catalogue. */
  public List<Row> rules() {
    return rules;
  }

  /** Every listener, in the order in which the rules name them. */
  public List<Listener> listeners() {
    return listeners;
  }

  private Row rule() {
    String id = words[number()];
    Evidence evidence = Evidence.valueOf(words[number()]);
    Severity severity = Severity.valueOf(words[number()]);
    int flags = number();
    int reliesOn = number() - 1;
    return new Row(
        id, evidence, severity, (flags & INFORMS) != 0, (flags & ENDS) != 0, reliesOn, calls());
  }

  private Listener listener() {
    int[] relying = new int[number()];
    for (int i = 0; i < relying.length; i++) {
      relying[i] = number();
    }
    List<Call> hooks = calls();
    List<@Nullable Guard> guards = new ArrayList<>(hooks.size());
    for (int i = 0; i < hooks.size(); i++) {
      int argument = number();
      guards.add(argument == 0 ? null : new Guard(argument - 1, words[number()], words[number()]));
    }
    return new Listener(relying, hooks, guards);
  }

  private List<Call> calls() {
    int count = number();
    List<Call> calls = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Look look = LOOKS[number()];
      String owner = words[number()];
      String name = words[number()];
      calls.add(new Call(owner, name, words[number()], look, number()));
    }
    return calls;
  }

  private int number() {
    int high = table[at++] & 0xFF;
    return (high << 8) | (table[at++] & 0xFF);
  }

  @SuppressWarnings("deprecation") // without a decoder
  private String ascii(int from, int length) {
    return new String(table, 0, from, length);
  }

  /**
   * A rule.
   *
   * @param informs see {@link dev.startguard.core.rule.Rule#informs}
   * @param ends whether it is an {@link dev.startguard.core.rule.Ending}
   * @param reliesOn the place of the rule on whose sightings it relies; -1 for none
   */
  public record Row(
      String id,
      Evidence evidence,
      Severity severity,
      boolean informs,
      boolean ends,
      int reliesOn,
      List<Call> calls) {}

  /**
   * A {@link dev.startguard.core.rule.HookListener}.
   *
   * @param rules the places of those that rely on it
   * @param guards one for each hook; null for none
   */
  @SuppressWarnings("ArrayRecordComponent") // read in place, never compared
  public record Listener(int[] rules, List<Call> hooks, List<@Nullable Guard> guards) {

    /** Whether that rule relies on it. */
    public boolean serves(int rule) {
      for (int each : rules) {
        if (each == rule) {
          return true;
        }
      }
      return false;
    }
  }
}
