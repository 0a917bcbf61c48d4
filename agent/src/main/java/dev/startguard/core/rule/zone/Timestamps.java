package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ZoneOrigin;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.sql.Timestamp.valueOf}, which takes a local time, or a text of one, for a time of the
 * JVM's default zone. Names no class of {@code java.sql}, which the JVM may lack.
 */
final class Timestamps {
  private static final String OWNER = "java/sql/Timestamp";

  /** Of {@code 2027-03-28 02:30:00}; a fraction may follow. */
  private static final int TEXT = 19;

  /** Of the first look: who knows the zone. One a process. */
  private volatile @Nullable Surroundings known;

  static void addMaking(List<Call> calls) {
    Call.add(
        calls,
        Look.RESULT,
        OWNER,
        "valueOf(Ljava/time/LocalDateTime;)Ljava/sql/Timestamp;",
        "valueOf(Ljava/lang/String;)Ljava/sql/Timestamp;");
  }

  /** Whether the zone is known to have nothing but this time for what was asked. */
  boolean calm(@Nullable Object given) {
    Surroundings asked = known;
    ZoneOrigin jvm = asked == null ? null : asked.jvmZone();
    LocalDateTime local = jvm == null ? null : local(given);
    return jvm != null && local != null && Calm.at(jvm.zone(), local);
  }

  /** What the call did; null when that is not known. */
  @Nullable Resolution resolution(Date made, Sighting sighting, Surroundings surroundings) {
    known = surroundings;
    ZoneOrigin jvm = surroundings.jvmZone();
    LocalDateTime asked = local(sighting.argument(0));
    if (jvm == null || asked == null) {
      return null;
    }
    return Resolution.explained(asked, made.toInstant(), jvm.zone());
  }

  private static @Nullable LocalDateTime local(@Nullable Object given) {
    if (given instanceof LocalDateTime local) {
      return local;
    }
    return given instanceof String text && text.length() >= TEXT ? parsed(text) : null;
  }

  /** Of a text in its usual shape; its fraction is left out, which no gap begins or ends with. */
  private static @Nullable LocalDateTime parsed(String text) {
    if (text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != ' '
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || (text.length() > TEXT && text.charAt(TEXT) != '.')) {
      return null;
    }
    int year = two(text, 0) * 100 + two(text, 2);
    try {
      return LocalDateTime.of(
          year, two(text, 5), two(text, 8), two(text, 11), two(text, 14), two(text, 17));
    } catch (DateTimeException none) {
      return null; // no digits, or a 30 February, which valueOf takes
    }
  }

  /** A number that is none when these are no digits. */
  private static int two(String text, int at) {
    int tens = text.charAt(at) - '0';
    int ones = text.charAt(at + 1) - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? Integer.MIN_VALUE : tens * 10 + ones;
  }
}
