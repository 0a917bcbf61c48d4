package dev.startguard.it.app;

import java.time.LocalDateTime;
import java.time.ZoneId;

/** As {@link Shifted}, and once more with its last line. */
public final class LastGap {
  private LastGap() {}

  public static void main(String[] args) {
    Shifted.main(args);
    System.out.println(LocalDateTime.of(2028, 3, 26, 2, 30).atZone(ZoneId.of("Europe/Berlin")));
  }
}
