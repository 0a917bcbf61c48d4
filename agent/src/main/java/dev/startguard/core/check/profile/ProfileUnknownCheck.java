package dev.startguard.core.check.profile;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.ProfileSelection;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.NearestName;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.NamedEntry;
import dev.startguard.manifest.ProfileChoice;
import java.util.List;

/**
 * Nobody knows which profile is in force: the variable is not set, or names none or several of the
 * known ones. What a profile could override is then not evaluated.
 */
public final class ProfileUnknownCheck implements Check {
  @Override
  public String id() {
    return "profile-unknown";
  }

  @Override
  public void run(Validation validation) {
    ProfileSelection selection = validation.selection();
    if (selection == null || selection.choice().outcome() == ProfileChoice.Outcome.NONE) {
      return;
    }
    if (selection.choice().outcome() == ProfileChoice.Outcome.CHOSEN) {
      validation.passed();
    } else {
      validation.profileUnknown(selection.subject());
      report(validation, selection);
    }
  }

  private void report(Validation validation, ProfileSelection selection) {
    ProfileChoice choice = selection.choice();
    Fields profiles = validation.manifest().profiles().fields();
    List<String> known = validation.manifest().profiles().known();
    String name = selection.subject();
    FindingBuilder finding =
        validation
            .finding(
                id(),
                Severity.ERROR,
                new NamedEntry(name, profiles.node().place(), validation.manifest().root()))
            .at(profiles.place("known"), "the known profiles");
    switch (choice.outcome()) {
      case UNSET -> unset(validation, finding, name);
      case EMPTY -> finding.gist("names no profile").detail("set, but names no profile");
      case SEVERAL ->
          finding
              .gist("names " + choice.named().size() + " profiles")
              .detail("names several profiles: " + list(choice.named()))
              .message(name + " names several known profiles, and only one can be in force");
      default -> unknown(validation, finding, selection);
    }
    finding.fix(
        known.isEmpty()
            ? "unset " + name + ", or declare profiles in the manifest"
            : "set " + name + " to one of " + list(known));
    validation.report(finding.build());
  }

  private static void unset(Validation validation, FindingBuilder finding, String name) {
    String near = NearestName.of(name, validation.host().env().keySet());
    finding.gist(near == null ? "not set" : "not set (" + near + " set?)");
    finding
        .detail(
            "names the profile, and is not set"
                + (near == null ? "" : "; " + near + " is set: did you mean " + name + "?"))
        .message(name + " names the profile and is not set, and there is no default profile");
    if (near != null) {
      finding.fix("rename " + near + " to " + name);
    }
  }

  private static void unknown(
      Validation validation, FindingBuilder finding, ProfileSelection selection) {
    String text = selection.text() == null ? "" : selection.text();
    String near = selection.choice().nearest();
    String value = validation.show(selection.subject(), text).text();
    finding
        .gist(
            near == null ? "names an unknown profile" : "names an unknown profile (" + near + "?)")
        .message(selection.subject() + " names a profile that the manifest does not know")
        .found(validation.show(selection.subject(), text));
    finding.detail(
        "names an unknown profile: "
            + value
            + (near == null ? "" : "; did you mean " + near + "?"));
    if (near != null) {
      finding.fix("set " + selection.subject() + "=" + near);
    }
    if (!selection.choice().named().isEmpty()) {
      finding.note(
          "note", "other names may stand beside the profile only with profiles.others: allow");
    }
  }

  private static String list(List<String> names) {
    StringBuilder out = new StringBuilder();
    for (String name : names) {
      out.append(out.length() == 0 ? "" : ", ").append(name);
    }
    return out.toString();
  }
}
