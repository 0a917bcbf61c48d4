package dev.startguard.manifest.number;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A version range in Maven's syntax: {@code [17,26)}, {@code [2025b,)}, {@code (,1.0],[1.2,)},
 * {@code [17]}; a lone version, {@code 17}, means that version and later ones.
 */
public final class VersionRange {
  private final List<Interval> intervals = new ArrayList<>(1);

  /** One interval; an empty bound is open to its side. */
  private record Interval(String low, boolean lowIn, String high, boolean highIn) {

    boolean contains(String version, Comparator<String> order) {
      int above = low.isEmpty() ? 1 : order.compare(version, low);
      int below = high.isEmpty() ? -1 : order.compare(version, high);
      return (above > 0 || (above == 0 && lowIn)) && (below < 0 || (below == 0 && highIn));
    }

    boolean within(Interval outer) {
      return lowWithin(outer) && highWithin(outer);
    }

    private boolean lowWithin(Interval outer) {
      if (outer.low.isEmpty()) {
        return true;
      }
      int order = low.isEmpty() ? -1 : VersionOrder.compare(low, outer.low);
      return order > 0 || (order == 0 && (outer.lowIn || !lowIn));
    }

    private boolean highWithin(Interval outer) {
      if (outer.high.isEmpty()) {
        return true;
      }
      int order = high.isEmpty() ? 1 : VersionOrder.compare(high, outer.high);
      return order < 0 || (order == 0 && (outer.highIn || !highIn));
    }
  }

  private VersionRange() {}

  /** Reads a range; what is not in the syntax is taken for a version. */
  public static VersionRange of(String text) {
    VersionRange range = new VersionRange();
    int at = 0;
    while (at < text.length() && (text.charAt(at) == '[' || text.charAt(at) == '(')) {
      int end = at + 1;
      while (end < text.length() && text.charAt(end) != ']' && text.charAt(end) != ')') {
        end++;
      }
      String inside = text.substring(at + 1, end);
      int comma = inside.indexOf(',');
      String low = (comma < 0 ? inside : inside.substring(0, comma)).strip();
      String high = (comma < 0 ? inside : inside.substring(comma + 1)).strip();
      boolean highIn = end < text.length() && text.charAt(end) == ']';
      range.intervals.add(new Interval(low, text.charAt(at) == '[', high, highIn));
      at = end + 1;
      while (at < text.length() && (text.charAt(at) == ',' || text.charAt(at) == ' ')) {
        at++;
      }
    }
    if (range.intervals.isEmpty()) {
      range.intervals.add(new Interval(text.strip(), true, "", false));
    }
    return range;
  }

  /**
   * Whether the version is one of the range's.
   *
   * @param order Maven's order; it is given the version first, and then a bound
   */
  public boolean contains(String version, Comparator<String> order) {
    for (Interval interval : intervals) {
      if (interval.contains(version, order)) {
        return true;
      }
    }
    return false;
  }

  /** Whether every version of this range is one of the other's. */
  public boolean within(VersionRange outer) {
    for (Interval interval : intervals) {
      boolean found = false;
      for (Interval wider : outer.intervals) {
        found |= interval.within(wider);
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }
}
