package dev.startguard.core.check.env;

import dev.startguard.core.check.DeclaredNames;
import dev.startguard.core.check.EnvironBlock;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words for names that stand twice in the environment. Loaded when one does. */
final class DuplicateFinding {
  private DuplicateFinding() {}

  /**
   * Reports each name.
   *
   * @param twice the names, in the order of the report
   */
  static void report(Validation validation, String id, byte[] environ, Set<String> twice) {
    Map<String, List<byte[]>> values = new HashMap<>();
    EnvironBlock block = new EnvironBlock(environ);
    while (block.next()) {
      String name = block.name();
      if (twice.contains(name)) {
        List<byte[]> all = values.get(name);
        if (all == null) {
          all = new ArrayList<>();
          values.put(name, all);
        }
        all.add(block.value());
      }
    }
    Set<String> declared = DeclaredNames.of(validation.manifest());
    for (String name : twice) {
      // what the manifest does not know may not be this service's business: it is said, and stops
      // nothing
      Severity usual = declared.contains(name) ? Severity.ERROR : Severity.WARNING;
      List<byte[]> all = values.get(name);
      if (all != null) {
        report(validation, NamedFinding.of(validation, id, usual, name), name, all);
      }
    }
  }

  private static void report(
      Validation validation, FindingBuilder finding, String name, List<byte[]> values) {
    boolean same = true;
    for (byte[] value : values) {
      same &= Arrays.equals(value, values.get(0));
    }
    String times = values.size() == 2 ? "twice" : values.size() + " times";
    String how = same ? "with one value" : "with different values";
    finding
        .gist("set " + times)
        .detail("stands " + times + " in the environment, " + how)
        .message(name + " stands " + times + " in the environment, " + how);
    if (validation.values().variable(name) != null) {
      String first = new String(values.get(0), StandardCharsets.UTF_8);
      String last = new String(values.get(values.size() - 1), StandardCharsets.UTF_8);
      finding.note(
          "found",
          "first "
              + validation.show(name, first).text()
              + ", last "
              + validation.show(name, last).text());
    }
    finding
        .cause("the JVM silently takes the first, shells and other programs take the last")
        .fix("set " + name + " once, in what starts the process");
    validation.report(finding.build());
  }
}
