package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.NearestName;
import dev.startguard.finding.Severity;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** A zone's id that the JVM does not know became GMT without a word. */
public final class ZoneIdUnknownRule implements Rule {
  private static final int LONGEST = 64;

  /** Ids whose zone is GMT, which other letters, or spaces around them, make unknown. */
  private static final String[] GMT_TOO = {"UCT", "Zulu", "Universal", "Greenwich"};

  private final Aware aware = new Aware();

  @Override
  public String id() {
    return "zone-id-unknown";
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
    Call.add(
        calls,
        Look.RESULT,
        "java/util/TimeZone",
        "getTimeZone(Ljava/lang/String;)Ljava/util/TimeZone;");
    Call.add(calls, Look.SITE, "java/util/TimeZone", "getID()Ljava/lang/String;");
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    return result instanceof TimeZone zone && !zone.getID().equals("GMT");
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (aware.noted(sighting)) {
      return null;
    }
    return sighting.argument(0) instanceof String asked
            && sighting.result() instanceof TimeZone zone
            && zone.getID().equals("GMT")
            && !meansGmt(asked.strip())
            && !aware.has(sighting.site())
        ? new Became(asked, sighting.site(), aware)
        : null;
  }

  /** Whether GMT is what it says: {@code utc+0}, {@code GMT-00:00}, {@code Z}, {@code etc/utc}. */
  private static boolean meansGmt(String text) {
    String id = begins(text, "Etc/") ? text.substring(4) : text;
    for (String one : GMT_TOO) {
      if (id.equalsIgnoreCase(one)) {
        return true;
      }
    }
    int at = begins(id, "UTC") || begins(id, "GMT") ? 3 : begins(id, "UT") ? 2 : 0;
    if (at == 0 && id.equalsIgnoreCase("Z")) {
      return true;
    }
    int digits = 0;
    for (int i = at; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean sign = i == at && (c == '+' || c == '-');
      if (c != '0' && c != ':' && !sign) {
        return false;
      }
      digits++;
    }
    return at > 0 || digits > 0;
  }

  private static boolean begins(String id, String with) {
    return id.regionMatches(true, 0, with, 0, with.length());
  }

  private record Became(String asked, Site site, Aware aware) implements Case {
    /** What came of it may be looked at next: then it is no surprise. */
    @Override
    public boolean stands() {
      return !aware.has(site);
    }

    @Override
    public void describe(FindingBuilder finding) {
      String shown =
          '"'
              + Disclosure.plain(asked.length() > LONGEST ? asked.substring(0, LONGEST) : asked)
              + '"';
      String near =
          asked.length() > LONGEST ? null : NearestName.of(asked, ZoneId.getAvailableZoneIds());
      finding
          .gist("asked for a zone that does not exist")
          .message("TimeZone.getTimeZone does not know " + shown + "; the result is GMT")
          .note("zone", "GMT (what the JDK takes for any id that it does not know)");
      if (near != null) {
        finding.fix("did you mean " + near + "?");
      }
      finding.fix("take ZoneId.of(id), which throws: TimeZone.getTimeZone(ZoneId.of(id))");
    }
  }
}
