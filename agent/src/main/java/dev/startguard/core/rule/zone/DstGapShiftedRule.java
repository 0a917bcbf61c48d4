package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ZoneOrigin;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A local time that does not exist in its zone was moved by the JDK. */
public final class DstGapShiftedRule implements Rule {

  @Override
  public String id() {
    return "dst-gap-shifted";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PROVEN;
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    Resolution.addResolving(calls);
    Resolution.addChanging(calls);
    return calls;
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    Resolution resolution = Resolution.of(sighting);
    if (resolution == null || !resolution.moved()) {
      return null;
    }
    String how = resolution.passed() ? "passed by the caller" : "of the value that was changed";
    return new Moved(resolution, ZoneOrigin.text(resolution.zone(), how, surroundings));
  }

  private record Moved(Resolution resolution, String zone) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      LocalDateTime asked = resolution.asked();
      LocalDateTime got = resolution.result().toLocalDateTime();
      boolean sameDay = asked.toLocalDate().equals(got.toLocalDate());
      finding
          .gist("resolved a local time that does not exist")
          .message(
              asked
                  + " does not exist in "
                  + resolution.zone().getId()
                  + "; the JDK moved it to "
                  + (sameDay ? got.toLocalTime().toString() : got.toString())
                  + resolution.result().getOffset().getId())
          .note("zone", zone)
          .fix("derive each day from a LocalTime and handle getValidOffsets(local).isEmpty()");
    }
  }
}
