package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ZoneOrigin;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A local time that exists twice was resolved to one of the two, and nobody said which. */
public final class DstOverlapAmbiguousRule implements Rule {
  private final Aware aware = new Aware();

  @Override
  public String id() {
    return "dst-overlap-ambiguous";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PROVEN;
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    Resolution.addResolving(calls);
    Aware.add(calls);
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    return !(result instanceof ZonedDateTime zoned) || Calm.at(zoned);
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (aware.noted(sighting)) {
      return null;
    }
    Resolution resolution = Resolution.of(sighting);
    if (resolution == null || resolution.chosen() || aware.has(sighting.site())) {
      return null;
    }
    ZoneOffsetTransition transition =
        resolution.zone().getRules().getTransition(resolution.asked());
    if (transition == null) {
      Calm.learn(resolution.result());
    }
    return transition == null || !transition.isOverlap()
        ? null
        : new Twice(
            resolution,
            transition.getOffsetAfter(),
            ZoneOrigin.text(resolution.zone(), "passed by the caller", surroundings),
            sighting.site(),
            aware);
  }

  private record Twice(Resolution resolution, ZoneOffset later, String zone, Site site, Aware aware)
      implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("resolved a local time that exists twice")
          .message(
              resolution.asked()
                  + " exists twice in "
                  + resolution.zone().getId()
                  + ", at "
                  + resolution.result().getOffset().getId()
                  + " and at "
                  + later.getId()
                  + "; the JDK took the earlier one")
          .note("zone", zone)
          .fix("say which: withEarlierOffsetAtOverlap(), withLaterOffsetAtOverlap(), or ofStrict")
          .fix("keep the Instant or the offset of what happened, not its local time");
    }

    /** The call that chooses may follow: {@code atZone(zone).withLaterOffsetAtOverlap()}. */
    @Override
    public boolean stands() {
      return !aware.has(site);
    }
  }
}
