package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ZoneOrigin;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A call takes the JVM's default zone, though it could be told which one is meant. */
public final class DefaultZoneCallRule implements Rule {
  private static final String[] CLOCKS = {
    "LocalDate",
    "LocalTime",
    "LocalDateTime",
    "ZonedDateTime",
    "OffsetDateTime",
    "OffsetTime",
    "Year",
    "YearMonth",
    "MonthDay",
    "chrono/HijrahDate",
    "chrono/JapaneseDate",
    "chrono/MinguoDate",
    "chrono/ThaiBuddhistDate"
  };

  private final AtomicInteger sites = new AtomicInteger();

  @Override
  public String id() {
    return "default-zone-call";
  }

  @Override
  public Evidence evidence() {
    return Evidence.RISKY;
  }

  @Override
  public Severity severity() {
    return Severity.INFO;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (String clock : CLOCKS) {
      String owner = "java/time/" + clock;
      Call.add(calls, Look.SITE, owner, "now()L" + owner + ";");
    }
    String date = "dateNow()Ljava/time/chrono/";
    String chrono = "java/time/chrono/";
    Call.add(calls, Look.SITE, chrono + "Chronology", date + "ChronoLocalDate;");
    Call.add(calls, Look.SITE, chrono + "HijrahChronology", date + "HijrahDate;");
    Call.add(calls, Look.SITE, chrono + "IsoChronology", "dateNow()Ljava/time/LocalDate;");
    Call.add(calls, Look.SITE, chrono + "JapaneseChronology", date + "JapaneseDate;");
    Call.add(calls, Look.SITE, chrono + "MinguoChronology", date + "MinguoDate;");
    Call.add(calls, Look.SITE, chrono + "ThaiBuddhistChronology", date + "ThaiBuddhistDate;");
    Call.add(calls, Look.SITE, "java/time/Clock", "systemDefaultZone()Ljava/time/Clock;");
    Call.add(calls, Look.SITE, "java/time/ZoneId", "systemDefault()Ljava/time/ZoneId;");
    Call.add(calls, Look.SITE, "java/util/TimeZone", "getDefault()Ljava/util/TimeZone;");
    Call.add(calls, Look.SITE, "java/util/Calendar", "getInstance()Ljava/util/Calendar;");
    Call.add(calls, Look.SITE, "java/util/GregorianCalendar", "<init>()V");
    Call.add(calls, Look.SITE, "java/text/SimpleDateFormat", "<init>(Ljava/lang/String;)V");
    return calls;
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    sites.incrementAndGet();
    return new Taken(sighting.call().text(), surroundings.jvmZone());
  }

  /** How many sites have run so far. */
  int sites() {
    return sites.get();
  }

  private record Taken(String call, @Nullable ZoneOrigin zone) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("takes the JVM's default zone")
          .message(
              call
                  + " takes the JVM's default zone"
                  + (zone == null
                      ? ""
                      : ": " + zone.zone().getId() + " here, from " + zone.origin()))
          .why("on a host with another zone the same code gives another date or hour")
          .fix("pass the zone that is meant, or a Clock");
    }
  }
}
