package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Sighting;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/**
 * Whether a formatter is made STRICT that has {@code yyyy} and no era. Loaded when such a call is
 * reached, which the application's {@link DateTimeFormatter} is then, too.
 */
final class StrictYear {
  /** Where formatters are made for each call, spelling them out would cost as much again. */
  private static final int MOST = 1_000;

  private static int spelt;

  private StrictYear() {}

  static boolean failsIn(Sighting sighting) {
    if (!(sighting.receiver() instanceof DateTimeFormatter formatter)
        || sighting.argument(0) != ResolverStyle.STRICT
        || formatter.getResolverFields() != null
        || (formatter.getChronology() != null
            && !(formatter.getChronology() instanceof IsoChronology))) {
      return false;
    }
    FormatterShape shape = FormatterShape.known(formatter);
    if (shape == null) {
      if (spelt >= MOST) {
        return false;
      }
      spelt++; // not exact between threads, and need not be
      shape = FormatterShape.of(formatter);
    }
    return shape.yearOfNoEra();
  }
}
