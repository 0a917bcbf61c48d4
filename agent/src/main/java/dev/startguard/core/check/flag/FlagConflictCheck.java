package dev.startguard.core.check.flag;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.FlagState;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Flag;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two flags are on that exclude each other, or one is on without another that it implies. */
public final class FlagConflictCheck implements Check {
  @Override
  public String id() {
    return "flag-conflict";
  }

  @Override
  public void run(Validation validation) {
    for (Flag flag : validation.manifest().flags()) {
      List<String> conflicts = flag.conflicts();
      for (int i = 0; i < conflicts.size(); i++) {
        Flag other = validation.flags().flag(conflicts.get(i));
        if (other != null && !saidBefore(validation, flag, other)) {
          check(validation, flag, other, "conflicts", i);
        }
      }
      List<String> implies = flag.implies();
      for (int i = 0; i < implies.size(); i++) {
        Flag other = validation.flags().flag(implies.get(i));
        if (other != null) {
          check(validation, flag, other, "implies", i);
        }
      }
    }
  }

  /** Whether {@code other}, which stands earlier, already says that the two exclude each other. */
  private static boolean saidBefore(Validation validation, Flag flag, Flag other) {
    if (!other.conflicts().contains(flag.name())) {
      return false;
    }
    for (Flag earlier : validation.manifest().flags()) {
      if (earlier.name().equals(flag.name())) {
        return false;
      }
      if (earlier.name().equals(other.name())) {
        return true;
      }
    }
    return false;
  }

  private void check(Validation validation, Flag flag, Flag other, String field, int index) {
    if (validation.skipped(flag)) {
      return;
    }
    String profile = validation.profileNeeds();
    if (profile != null && validation.undecided(other)) {
      validation.notEvaluated(flag.name(), profile);
      return;
    }
    FlagState own = validation.flags().of(flag);
    FlagState others = validation.flags().of(other);
    if (off(own) || (field.equals("conflicts") ? off(others) : others.on())) {
      validation.passed(); // whatever the other is, where it is not known
    } else if (!own.known()) {
      validation.notEvaluated(flag.name(), own.needs(flag.name()));
    } else if (!others.known()) {
      validation.notEvaluated(flag.name(), others.needs(other.name()));
    } else {
      report(validation, flag, other, field, index);
    }
  }

  private static boolean off(FlagState state) {
    return state.known() && !state.on();
  }

  private void report(Validation validation, Flag flag, Flag other, String field, int index) {
    FindingBuilder finding =
        validation
            .finding(id(), Severity.ERROR, flag)
            .at(place(flag, field, index), field.equals("conflicts") ? "both are on" : "is off")
            .related(other.place(), "declared here");
    if (field.equals("conflicts")) {
      finding
          .gist("conflicts with " + other.name())
          .detail("on together with " + other.name() + ", with which it conflicts")
          .message(flag.name() + " and " + other.name() + " exclude each other, and both are on")
          .fix("switch " + flag.name() + " or " + other.name() + " off");
    } else {
      finding
          .gist("needs " + other.name())
          .detail("on without " + other.name() + ", which it implies")
          .message(flag.name() + " is on and implies " + other.name() + ", which is off")
          .fix("switch " + other.name() + " on, or " + flag.name() + " off");
    }
    addOrigin(finding, flag, validation.flags().of(flag).origin());
    addOrigin(finding, other, validation.flags().of(other).origin());
    validation.report(finding.build());
  }

  private static void addOrigin(FindingBuilder finding, Flag flag, @Nullable String origin) {
    if (origin == null) {
      finding.note("note", flag.name() + " is not set");
    } else if (!origin.equals(flag.name())) {
      finding.note("note", flag.name() + " is read from " + origin);
    }
  }

  private static ManifestLocation place(Flag flag, String field, int index) {
    return flag.fields().node().get(field) instanceof SequenceNode list
        ? list.items().get(index).place()
        : flag.place();
  }
}
