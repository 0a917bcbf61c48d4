package dev.startguard.core.rule.thread;

import dev.startguard.core.pool.Internals;
import dev.startguard.core.rule.Sighting;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What a call does to the fields of a DecimalFormat, as they are used since JDK 8: it formats by
 * digits that it locks, parses into the same digits without the lock, and has a quick way of
 * formatting a double, for the default patterns, in a buffer that nothing locks.
 */
enum DecimalUse {
  PARSES,
  /** Formats, under the lock. */
  LOCKED,
  /** Formats a double: by the quick way, if the format has one. */
  DOUBLE,
  /** Formats what has no digits. */
  NOTHING;

  /** What that call does. */
  static DecimalUse of(Sighting sighting) {
    if (sighting.call().name().startsWith("parse")) {
      return PARSES;
    }
    Object number = sighting.argument(0);
    if (number instanceof Double value && !Double.isFinite(value)) {
      return NOTHING;
    }
    return number instanceof Double value
            && Math.abs(value) <= Integer.MAX_VALUE // of others the quick way leaves off
            && sighting.call().descriptor().startsWith("(D)")
        ? DOUBLE
        : LOCKED;
  }

  /** Whether two calls of one format are in each other's way; false when that is not known. */
  static boolean clash(Object format, @Nullable DecimalUse one, @Nullable DecimalUse other) {
    if (one == PARSES || other == PARSES) {
      DecimalUse beside = one == PARSES ? other : one;
      return beside == PARSES || beside == LOCKED || (beside == DOUBLE && Fields.slow(format));
    }
    return one == DOUBLE && other == DOUBLE && Fields.quick(format);
  }

  private static final class Fields {
    private static final Class<?> TYPE = Internals.type("java.text.DecimalFormat");
    private static final VarHandle QUICK = Internals.field(TYPE, "isFastPath", boolean.class);
    private static final VarHandle UNDECIDED =
        Internals.field(TYPE, "fastPathCheckNeeded", boolean.class);

    private Fields() {}

    static boolean quick(Object format) {
      return (boolean) QUICK.getVolatile(format);
    }

    static boolean slow(Object format) {
      return !(boolean) UNDECIDED.getVolatile(format) && !quick(format);
    }
  }
}
