package dev.startguard.manifest.read;

import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.number.Numeral;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code startguard} is missing, or names a format that this version does not read. */
final class VersionProblem {
  private VersionProblem() {}

  /** Whether the version is 1 in another spelling of YAML's: {@code 1.0}, {@code 0x1}. */
  static boolean isOne(ScalarNode version) {
    Numeral number = version.plain() ? Numeral.ofYaml(version.text()) : null;
    return number != null && number.isWhole() && number.toString().equals("1");
  }

  static void report(MappingNode tree, MappingNode.@Nullable Pair version, List<Finding> findings) {
    String file = tree.place().source().name();
    FindingBuilder finding = Finding.of("manifest-version", Severity.ERROR, file);
    if (version == null) {
      // without the key it may be any file: nothing of it is quoted
      finding
          .gist("has no key startguard")
          .message(file + " has no key startguard: is it a manifest at all?")
          .at(tree.place(), "startguard: 1 belongs here")
          .fix("write startguard: 1 as its first line");
    } else if (version.value() instanceof ScalarNode given && newer(given)) {
      finding
          .gist("needs a newer Startguard")
          .message(file + " is written for a newer Startguard, so nothing else in it was judged")
          .at(given.place(), "this version reads startguard: 1")
          .fix("update the agent")
          .fix("write the manifest in format 1");
    } else {
      finding
          .gist("has no version")
          .message("startguard is the number of the format: 1")
          .at(version.value().place(), "1")
          .fix("write startguard: 1");
    }
    findings.add(finding.build());
  }

  private static boolean newer(ScalarNode version) {
    Numeral number = Numeral.ofYaml(version.text());
    Numeral one = Numeral.of("1");
    return number != null && one != null && number.compareTo(one) > 0;
  }
}
