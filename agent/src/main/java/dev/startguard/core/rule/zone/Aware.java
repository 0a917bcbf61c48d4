package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** The methods whose code shows that it knows of times that exist twice. */
final class Aware {
  private static final int MOST = 10_000;
  private static final String AS_ZONED = "()Ljava/time/ZonedDateTime;";

  private final ConcurrentHashMap<String, Boolean> methods = new ConcurrentHashMap<>();

  /** Adds the calls that show it. */
  static void add(List<Call> calls) {
    Call.add(
        calls,
        Look.SITE,
        "java/time/ZonedDateTime",
        "withLaterOffsetAtOverlap" + AS_ZONED,
        "withEarlierOffsetAtOverlap" + AS_ZONED);
    Call.add(
        calls,
        Look.SITE,
        "java/time/zone/ZoneRules",
        "getValidOffsets(Ljava/time/LocalDateTime;)Ljava/util/List;",
        "getTransition(Ljava/time/LocalDateTime;)Ljava/time/zone/ZoneOffsetTransition;",
        "isValidOffset(Ljava/time/LocalDateTime;Ljava/time/ZoneOffset;)Z");
  }

  /** Takes note of it; whether it was such a call. */
  boolean noted(Sighting sighting) {
    if (sighting.call().look() != Look.SITE) {
      return false;
    }
    if (methods.size() < MOST) {
      methods.put(method(sighting.site()), true);
    }
    return true;
  }

  boolean has(Site site) {
    return methods.containsKey(method(site));
  }

  private static String method(Site site) {
    return site.className() + "." + site.method() + site.descriptor();
  }
}
