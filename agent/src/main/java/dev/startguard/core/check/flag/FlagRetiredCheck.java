package dev.startguard.core.check.flag;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Flag;
import java.util.List;

/** A flag that was retired is still set somewhere, to whatever value. */
public final class FlagRetiredCheck implements Check {
  @Override
  public String id() {
    return "flag-retired";
  }

  @Override
  public void run(Validation validation) {
    for (Flag flag : validation.manifest().flags()) {
      if (flag.retired() == null || validation.skipped(flag)) {
        continue;
      }
      List<String> places = validation.flags().places(flag);
      if (places.isEmpty()) {
        validation.passed();
      } else {
        report(validation, flag, places);
      }
    }
  }

  private void report(Validation validation, Flag flag, List<String> places) {
    FindingBuilder finding =
        validation
            .finding(id(), Severity.ERROR, flag)
            .gist("retired, but set")
            .message(flag.name() + " was retired on " + flag.retired() + " and is still set")
            .at(flag.fields().place("retired"), "must not be set any more");
    if (flag.description() == null) {
      finding.why("a host that still sets it may wake code that nobody expects to run");
    }
    StringBuilder where = new StringBuilder();
    StringBuilder cure = new StringBuilder(); // one fix: all of the places must be mended
    for (String place : places) {
      where.append(where.length() == 0 ? "" : ", ");
      cure.append(cure.length() == 0 ? "" : ", and ");
      if (place.equals(flag.name())) {
        where.append("the environment");
        cure.append("unset ").append(place);
      } else if (place.equals("-D" + flag.name())) {
        where.append("the property ").append(place);
        cure.append("remove ").append(place);
      } else {
        where.append(place);
        cure.append("remove ").append(flag.name()).append(" from ").append(place);
      }
    }
    validation.report(
        finding
            .detail("retired on " + flag.retired() + ", but set in " + where)
            .note("set in", where.toString())
            .fix(cure.toString())
            .build());
  }
}
