package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Site;
import java.lang.ref.WeakReference;
import java.util.Date;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The places whose dates are printed again by the pattern that they were parsed by: whoever does so
 * compares the two texts, and finds out by himself.
 */
@SuppressWarnings("JavaUtilDate") // it is what formats give and take
final class PrintedBack {
  /** Two to the sixth. A date that takes another's slot costs a place until it is met again. */
  private static final int REMEMBERED = 64;

  private static final int MOST = 10_000;

  private final AtomicReferenceArray<@Nullable Made> dates = new AtomicReferenceArray<>(REMEMBERED);
  private final ConcurrentHashMap<Site, Boolean> sites = new ConcurrentHashMap<>();

  /** Spares the formats of programs that parse no such text the look-up. */
  private volatile boolean any;

  /** Takes note of a date that was made of a text of another. */
  void made(Date date, String pattern, Site site) {
    if (date.getClass() == Date.class) {
      dates.set(slot(date), new Made(date, pattern, site));
      any = true;
    }
  }

  /** Whether nothing is known of the value, told at once. */
  boolean unknown(@Nullable Object value) {
    return !any || find(value) == null;
  }

  /** The value is about to be printed. */
  void printing(@Nullable Object value, String pattern) {
    Made made = find(value);
    if (made != null && pattern.equals(made.pattern) && sites.size() < MOST) {
      sites.put(made.site, true);
    }
  }

  boolean at(Site site) {
    return sites.containsKey(site);
  }

  private @Nullable Made find(@Nullable Object value) {
    if (!(value instanceof Date date) || date.getClass() != Date.class) {
      return null;
    }
    Made made = dates.get(slot(date));
    return made != null && made.refersTo(date) ? made : null;
  }

  private static int slot(Date date) {
    return ((int) (date.getTime() / 1000) * 0x9E3779B9) >>> 26;
  }

  private static final class Made extends WeakReference<Date> {
    private final String pattern;
    private final Site site;

    Made(Date date, String pattern, Site site) {
      super(date);
      this.pattern = pattern;
      this.site = site;
    }
  }
}
