package dev.startguard.core.catalog;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Ending;
import dev.startguard.core.rule.Guard;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the {@link RuleTable}, when the agent is built: first each text once, then rules and
 * listeners; numbers have two bytes.
 */
public final class RuleTableWriter {
  private final ByteArrayOutputStream words = new ByteArrayOutputStream();
  private final ByteArrayOutputStream lengths = new ByteArrayOutputStream();
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private final List<String> known = new ArrayList<>();
  private final List<Look> looks = List.of(Look.values());

  private RuleTableWriter() {}

  /**
   * Writes the table of the catalogue.
   *
   * @param arguments the folder of the compiled classes
   * @throws IOException when that cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    String folder = RuleTable.class.getPackageName().replace('.', '/');
    Files.write(
        Path.of(arguments[0], folder, RuleTable.NAME), RuleTableWriter.table(RuleCatalog.rules()));
  }

  static byte[] table(List<Rule> rules) throws IOException {
    return new RuleTableWriter().write(rules);
  }

  private byte[] write(List<Rule> rules) throws IOException {
    number(rows, rules.size());
    for (Rule rule : rules) {
      word(rule.id());
      word(rule.evidence().name());
      word(rule.severity().name());
      number(
          rows,
          (rule.informs() ? RuleTable.INFORMS : 0) | (rule instanceof Ending ? RuleTable.ENDS : 0));
      Rule other = rule.reliesOn();
      number(rows, other == null ? 0 : rules.indexOf(other) + 1);
      calls(rule.calls());
    }
    Relied relied = new Relied(rules);
    number(rows, relied.listeners().size());
    for (HookListener listener : relied.listeners()) {
      List<Integer> relying = relied.rules(listener);
      number(rows, relying.size());
      for (int rule : relying) {
        number(rows, rule);
      }
      calls(listener.hooks());
      for (Call hook : listener.hooks()) {
        Guard guard = listener.guard(hook);
        number(rows, guard == null ? 0 : guard.argument() + 1);
        if (guard != null) {
          word(guard.type());
          word(guard.field());
        }
      }
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    number(all, known.size());
    lengths.writeTo(all);
    words.writeTo(all);
    rows.writeTo(all);
    return all.toByteArray();
  }

  private void calls(List<Call> calls) {
    number(rows, calls.size());
    for (Call call : calls) {
      number(rows, looks.indexOf(call.look()));
      word(call.owner());
      word(call.name());
      word(call.descriptor());
      number(rows, call.since());
    }
  }

  private void word(String text) {
    int place = known.indexOf(text);
    if (place < 0) {
      place = known.size();
      known.add(text);
      number(lengths, text.length());
      words.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
    number(rows, place);
  }

  private static void number(ByteArrayOutputStream out, int number) {
    if (number < 0 || number > 0xFFFF) {
      throw new IllegalArgumentException("does not fit: " + number);
    }
    out.write(number >> 8);
    out.write(number);
  }
}
