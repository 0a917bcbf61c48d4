package dev.startguard.core.check.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.catalog.CheckCatalog;
import dev.startguard.core.check.Check;
import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import dev.startguard.manifest.type.ValueTypes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in an environment: no check crashes, and the order of its map changes nothing.
 */
final class HostileEnvironmentTest {
  private static final String[] PIECES = {
    "",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\u001b[31m",
    "\u202e",
    "\ufeff",
    "\ufffd",
    "\u0000",
    "\ud800",
    "\udc00",
    "\ud83d\ude00",
    "=",
    "==",
    ",",
    ";",
    ":",
    "/",
    "//",
    "://",
    "%",
    "%00",
    "%zz",
    "${",
    "}",
    "{{",
    "<",
    ">",
    "\"",
    "'",
    "`",
    "\\",
    "#",
    " # ",
    "..",
    "~",
    "tcp://",
    "10.0.0.1",
    ":80",
    "0",
    "1",
    "-1",
    "99999999999999999999",
    "1e999",
    "NaN",
    "true",
    "yes",
    "null",
    "A",
    "_",
    "ü",
    "[",
    "]",
    "(",
    ")",
    "*",
    "?",
    "P1D",
    "5s",
    "2026-02-30",
    "eyJ",
    "@",
    "u:p@",
    "jdbc:",
    "a.b"
  };

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void crashesNoCheckAndIsDeterministic() {
    String yaml = manifest();
    for (int round = 0; round < 60; round++) {
      List<String[]> variables = variables();
      Checked one = check(yaml, variables);
      Collections.shuffle(variables, random);
      Checked two = check(yaml, variables);
      assertThat(one.findings())
          .as("seed %s, round %s", seed, round)
          .extracting(Finding::id)
          .doesNotContain("check-crashed");
      assertThat(sorted(one)).as("seed %s, round %s", seed, round).isEqualTo(sorted(two));
    }
  }

  private static Checked check(String yaml, List<String[]> variables) {
    FakeHost host =
        new FakeHost().properties("sun.jnu.encoding", "UTF-8", "java.specification.version", "21");
    ByteArrayOutputStream environ = new ByteArrayOutputStream();
    for (String[] variable : variables) {
      host.env(variable);
      environ.writeBytes((variable[0] + "=" + variable[1] + "\0").getBytes(StandardCharsets.UTF_8));
    }
    host.environ(environ.toByteArray());
    List<Check> checks = new ArrayList<>();
    for (Check check : CheckCatalog.checks()) {
      if (check.getClass().getPackage().equals(EnvMissingCheck.class.getPackage())) {
        checks.add(check);
      }
    }
    return ManifestFixture.validate(yaml, host, checks.toArray(new Check[0]));
  }

  private static List<String> sorted(Checked checked) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : checked.findings()) {
      lines.add(finding.id() + finding.subject() + finding.detail() + finding.fixes());
    }
    lines.addAll(checked.notEvaluated());
    lines.sort(null);
    return lines;
  }

  /** One variable of every type, a condition on each, all in groups of two. */
  private static String manifest() {
    StringBuilder yaml = new StringBuilder("policy: { undeclared: { prefixes: [T_, X] } }\nenv:\n");
    List<String> names = new ArrayList<>();
    for (String type : ValueTypes.names()) {
      if (ValueTypes.secretsOnly(type)) {
        continue;
      }
      String name = "T_" + type.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
      names.add(name);
      String more =
          switch (type) {
            case "enum" -> ", values: [a, b]";
            case "list" -> ", of: { type: path, exists: true }";
            case "path" -> ", exists: true, writable: true";
            case "class" -> ", assignableTo: java.util.List";
            case "string" -> ", pattern: '(a|aa)+', maxLength: 9";
            case "port" -> ", min: 80, property: app.port";
            default -> "";
          };
      yaml.append("  ").append(name).append(": { type: ").append(type).append(more).append(" }\n");
      yaml.append("  X").append(name).append(": { requiredWhen: { env: ").append(name);
      yaml.append(", matches: '.*1.*' }, deprecated: { replacedBy: ").append(name).append(" } }\n");
    }
    yaml.append("groups:\n");
    for (int i = 1; i < names.size(); i++) {
      yaml.append("  - { name: g").append(i).append(", allOrNone: [X").append(names.get(i - 1));
      yaml.append(", X").append(names.get(i)).append("] }\n");
    }
    return yaml.toString();
  }

  private List<String[]> variables() {
    List<String[]> variables = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (String type : ValueTypes.names()) {
      String name = "T_" + type.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
      for (String prefix : new String[] {"", "X"}) {
        if (random.nextInt(4) > 0) {
          variables.add(new String[] {prefix + name, value()});
        }
      }
    }
    for (int i = 0; i < 20; i++) {
      String name = "X" + value().replace("\0", "");
      if (name.indexOf('=') < 0 && !seen.contains(name)) {
        seen.add(name);
        variables.add(new String[] {name, value()});
      }
    }
    return variables;
  }

  private String value() {
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      value.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return value.toString();
  }
}
