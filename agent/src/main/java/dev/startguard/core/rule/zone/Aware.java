package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The methods whose code, lambdas included, showed that it knows of the danger: it ran a call that
 * says so.
 */
final class Aware {
  private static final int MOST = 10_000;
  private static final String LAMBDA = "lambda$";
  private static final String[] LAMBDAS_OF_OTHERS = {"$lambda$", "$lambda-", "$anonfun$"};
  private static final String[] ZONED = {
    "java/time/ZonedDateTime", "java/time/chrono/ChronoZonedDateTime"
  };

  private final ConcurrentHashMap<String, Boolean> methods = new ConcurrentHashMap<>();

  /** Adds the calls that choose one of two times, and those that ask for them. */
  static void add(List<Call> calls) {
    for (String owner : ZONED) {
      String as = "()L" + owner + ";";
      Call.add(
          calls,
          Look.SITE,
          owner,
          "withLaterOffsetAtOverlap" + as,
          "withEarlierOffsetAtOverlap" + as);
    }
    addAsking(calls);
  }

  /** Adds the calls that ask a zone how often a local time exists in it. */
  static void addAsking(List<Call> calls) {
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

  /** A lambda counts as the method that it stands in; what is overloaded counts as one. */
  private static String method(Site site) {
    String name = site.method();
    int end = name.lastIndexOf('$');
    if (name.startsWith(LAMBDA) && end > LAMBDA.length()) {
      String around = name.substring(LAMBDA.length(), end);
      name = around.equals("new") ? "<init>" : around.equals("static") ? "<clinit>" : around;
    }
    for (String inner : LAMBDAS_OF_OTHERS) { // Kotlin's run$lambda$0, Scala's $anonfun$run$1
      int at = name.indexOf(inner);
      if (at > 0) {
        name = name.substring(0, at);
      } else if (at == 0 && name.lastIndexOf('$') > inner.length()) {
        name = name.substring(inner.length(), name.lastIndexOf('$'));
      }
    }
    return site.className() + "." + name;
  }
}
