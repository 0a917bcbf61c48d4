package dev.startguard.core.check.env;

import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Group;
import java.util.List;

/** Words for a group that is not satisfied. Loaded when one is not. */
final class GroupFinding {
  private GroupFinding() {}

  static void report(Validation validation, String id, Group group, GroupMembers members) {
    FindingBuilder finding =
        validation.finding(id, Severity.ERROR, group).at(group.place(), expectation(group.kind()));
    String set = join(members.set, " and ");
    String unset = join(members.unset, " and ");
    String gist;
    if (members.set.isEmpty()) {
      gist = "has none of " + join(members.unset, ", ") + " set";
    } else if (group.kind().equals("allOrNone")) {
      gist = "has " + set + " set, but not " + unset;
    } else {
      gist = "has " + set + " set";
    }
    finding
        .gist(gist)
        .detail(gist + "; " + expectation(group.kind()))
        .message("The group " + group.name() + " " + gist + ": " + expectation(group.kind()));
    finding.note("set", members.set.isEmpty() ? "none" : join(members.set, ", "));
    finding.note("not set", members.unset.isEmpty() ? "none" : join(members.unset, ", "));
    if (!members.empty.isEmpty()) {
      finding.note(
          "note",
          join(members.empty, " and ")
              + (members.empty.size() == 1 ? " is" : " are")
              + " set, but empty");
    }
    fix(finding, group, members);
    validation.report(finding.build());
  }

  private static void fix(FindingBuilder finding, Group group, GroupMembers members) {
    if (group.kind().equals("allOrNone")) {
      finding.fix(
          "set " + join(members.unset, " and ") + ", or unset " + join(members.set, " and "));
    } else if (members.set.isEmpty()) {
      finding.fix(
          "set "
              + (group.kind().equals("exactlyOneOf") ? "one" : "one or more")
              + " of "
              + join(members.unset, ", "));
    } else {
      finding.fix("unset all of " + join(members.set, ", ") + " but one");
    }
  }

  private static String expectation(String kind) {
    return switch (kind) {
      case "exactlyOneOf" -> "exactly one must be set";
      case "atLeastOneOf" -> "at least one must be set";
      case "allOrNone" -> "all must be set, or none";
      default -> "at most one may be set";
    };
  }

  /** {@code A}, {@code A and B}, {@code A, B and C}. */
  private static String join(List<String> names, String last) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        joined.append(i == names.size() - 1 ? last : ", ");
      }
      joined.append(names.get(i));
    }
    return joined.toString();
  }
}
