package dev.startguard.manifest.type;

import dev.startguard.finding.NearestName;
import dev.startguard.manifest.Fields;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import org.jspecify.annotations.Nullable;

/**
 * A time zone that this JVM's tzdata knows, {@code Europe/Berlin}, or {@code UTC}, {@code Z} or a
 * fixed offset: what {@link ZoneId#of(String)} reads, less the abbreviations without
 * daylight-saving rules (EST, MST, HST), which newer tzdata gives another meaning. The JVM's
 * default zone is not touched.
 */
final class TimezoneType implements ValueType {
  private static final int LONGEST = 256;

  @Override
  public Judgement judge(String text, Fields entry) {
    if (text.length() > LONGEST || fixedAbbreviation(text)) {
      return wrong(text);
    }
    try {
      ZoneId.of(text);
      return Judgement.fits(text);
    } catch (DateTimeException unknown) {
      return wrong(text);
    }
  }

  private static boolean fixedAbbreviation(String text) {
    return text.equals("EST") || text.equals("MST") || text.equals("HST");
  }

  private static Judgement wrong(String text) {
    String zone = abbreviated(text);
    if (zone != null) {
      return Judgement.wrongType("not a time zone")
          .withHint("is an abbreviation, which several zones share", "write the zone: " + zone);
    }
    String near =
        text.length() > LONGEST
            ? null
            : NearestName.of(text, ZoneRulesProvider.getAvailableZoneIds());
    String hint = near == null ? null : "did you mean " + near + "?";
    String fix = null;
    if (near != null && near.equalsIgnoreCase(text)) {
      hint = "is not written as tzdata writes it";
      fix = "mind the case: " + near;
    } else if (near == null && (text.startsWith("GMT") || text.startsWith("UTC"))) {
      hint = "has an offset that is not written so";
      fix = "write +02:00, or the zone: Europe/Berlin";
    }
    return Causes.wrongType("not a time zone", text, hint, fix);
  }

  /** A zone that may be meant by a three- or four-letter abbreviation. */
  private static @Nullable String abbreviated(String text) {
    return switch (text) {
      case "EST", "EDT" -> "America/New_York";
      case "CST", "CDT" -> "America/Chicago";
      case "MST", "MDT" -> "America/Denver";
      case "PST", "PDT" -> "America/Los_Angeles";
      case "HST" -> "Pacific/Honolulu";
      case "BST" -> "Europe/London";
      case "CEST" -> "Europe/Berlin";
      case "EEST" -> "Europe/Athens";
      case "WEST" -> "Europe/Lisbon";
      case "MSK" -> "Europe/Moscow";
      case "IST" -> "Asia/Kolkata";
      case "JST" -> "Asia/Tokyo";
      case "KST" -> "Asia/Seoul";
      case "AEST", "AEDT", "AET" -> "Australia/Sydney";
      default -> null;
    };
  }

  @Override
  public String expectation(Fields entry) {
    return "a time zone: Europe/Berlin, UTC";
  }
}
