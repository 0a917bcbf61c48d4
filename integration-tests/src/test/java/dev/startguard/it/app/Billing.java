package dev.startguard.it.app;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.TimeZone;

/** Makes a mistake of each kind: in its own time zone, and in that of all. */
public final class Billing {
  private Billing() {}

  /** Says what came of it. */
  public static void main(String[] arguments) {
    System.out.println(LocalDateTime.of(2027, 3, 28, 2, 30).atZone(ZoneId.of("Europe/Berlin")));
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    System.out.println(TimeZone.getTimeZone(String.join("/", "Europe", "Berln")).toZoneId());
  }
}
