package dev.startguard.core.check.flag;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.FlagState;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Flag;
import dev.startguard.manifest.type.Judgement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flag is in another state than the profile expects, or nobody can know which: its flagd file is
 * broken.
 */
public final class FlagUnexpectedCheck implements Check {
  /** The flag under which each broken file was reported. */
  private final Map<String, String> reported = new HashMap<>(2);

  @Override
  public String id() {
    return "flag-unexpected";
  }

  @Override
  public void run(Validation validation) {
    for (Flag flag : validation.manifest().flags()) {
      if ((flag.file() != null || flag.fields().has("expect")) && !validation.skipped(flag)) {
        check(validation, flag);
      }
    }
  }

  private void check(Validation validation, Flag flag) {
    FlagState state = validation.flags().of(flag);
    if (state.kind() == FlagState.Kind.BROKEN) {
      broken(validation, flag, String.valueOf(state.origin()), state.problem());
      return;
    }
    String unknown = validation.profileNeeds();
    if (unknown != null && flag.fields().fields("expect") != null) {
      validation.notEvaluated(flag.name(), unknown);
      return;
    }
    String profile = validation.manifest().profile();
    String expected = flag.expected(profile);
    if (expected == null
        || state.kind() == FlagState.Kind.WRONG) { // a wrong value is reported as env-type
      return;
    }
    if (state.kind() == FlagState.Kind.UNDECIDED) {
      validation.notEvaluated(flag.name(), state.needs(flag.name()));
      return;
    }
    Judgement judgement = validation.flags().judge(flag, expected);
    String wanted = judgement.fits() ? judgement.canonical() : expected;
    if (wanted.equals(state.value())) {
      validation.passed();
    } else {
      unexpected(validation, flag, state, wanted, profile);
    }
  }

  private void broken(Validation validation, Flag flag, String path, @Nullable String problem) {
    boolean whole = validation.flags().file(path).problem() != null;
    String earlier = whole ? reported.get(path) : null;
    if (earlier != null) {
      validation.notEvaluated(flag.name(), earlier);
      return;
    }
    if (whole) {
      reported.put(path, flag.name());
    }
    validation.report(
        validation
            .finding(id(), Severity.ERROR, flag)
            .gist("state unknown")
            .detail("state unknown: " + path + " " + problem)
            .message("The state of " + flag.name() + " is unknown: " + path + " " + problem)
            .at(flag.fields().place("file"), "said to hold the flag")
            .fix(
                whole
                    ? "put a flagd file of JSON at " + path
                    : "mend the flag's definition in " + path)
            .build());
  }

  private void unexpected(
      Validation validation, Flag flag, FlagState state, String wanted, @Nullable String profile) {
    String where = profile == null ? "" : " in " + profile;
    FindingBuilder finding =
        validation
            .finding(id(), Severity.ERROR, flag)
            .at(flag.expectedPlace(profile), "expected" + where);
    String origin = state.origin();
    if (flag.type().equals("boolean")) { // one of two words: nothing to hide
      finding
          .gist("is " + state.value())
          .detail("is " + state.value() + ", expected " + wanted + where)
          .note(
              "found",
              state.value() + (origin == null ? ", for it is not set" : ", from " + origin));
    } else if (origin == null) {
      finding.gist("not set").detail("not set, expected \"" + wanted + '"' + where);
      finding.message(flag.name() + " is not set, expected \"" + wanted + '"' + where);
    } else {
      finding.gist("not \"" + wanted + '"').found(validation.show(flag.name(), state.text()));
      finding.message(flag.name() + " is not \"" + wanted + "\", which is expected" + where);
      if (!origin.equals(flag.name())) {
        finding.note("from", origin);
      }
    }
    String name = origin == null ? flag.name() : origin;
    if (origin != null && origin.equals(flag.file())) {
      finding.fix("make the default variant of " + flag.name() + " in " + origin + " " + wanted);
    } else {
      finding.fix("set " + name + "=" + wanted);
    }
    validation.report(finding.fix("change expect in the manifest, if the state is meant").build());
  }
}
