package dev.startguard.manifest.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maven's order of versions, for ranges that are compared with ranges: what {@code
 * ComparableVersion} of maven-artifact says, which is the judge in the test. This module takes
 * SnakeYAML and nothing else, so that an editor can use it.
 *
 * <p>A version is a list of numbers and qualifiers; a hyphen, and each change between digits and
 * letters, begins a list within the list. {@code alpha}, {@code beta}, {@code milestone}, {@code
 * rc} and {@code snapshot} stand before the release, {@code sp} and other words after it.
 */
final class VersionOrder {
  private static final String ZERO = "0";

  /** What the release itself is called; what a shorter version lacks equals it, or zero. */
  private static final String RELEASE = "";

  /** Each list but the last one ends with the next. */
  private final List<List<String>> lists = new ArrayList<>();

  private VersionOrder(String version) {
    parse(version.toLowerCase(Locale.ENGLISH));
    for (int i = lists.size() - 1; i >= 0; i--) {
      List<String> list = lists.get(i);
      while (!list.isEmpty() && absent(list.get(list.size() - 1))) {
        list.remove(list.size() - 1);
      }
      if (list.isEmpty() && i == lists.size() - 1 && i > 0) {
        lists.remove(i);
      }
    }
  }

  static int compare(String one, String other) {
    return compare(new VersionOrder(one), new VersionOrder(other), 0);
  }

  private void parse(String version) {
    begin();
    int start = 0;
    boolean digits = false;
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      if (c == '.' || c == '-') {
        last().add(i == start ? ZERO : item(version.substring(start, i), digits));
        start = i + 1;
        if (c == '-') {
          begin();
        }
      } else {
        boolean digit = c >= '0' && c <= '9';
        if (digit != digits && i > start) {
          if (digit) {
            beginBeforeWord();
            last().add(item(word(version.substring(start, i)), false));
          } else {
            last().add(item(version.substring(start, i), true));
          }
          begin();
          start = i;
        }
        digits = digit;
      }
    }
    if (start < version.length()) {
      if (!digits) {
        beginBeforeWord();
      }
      last().add(item(version.substring(start), digits));
    }
  }

  private void begin() {
    lists.add(new ArrayList<>());
  }

  /** {@code 1.0.rc1} is {@code 1.0-rc1}. */
  private void beginBeforeWord() {
    if (!last().isEmpty()) {
      begin();
    }
  }

  private List<String> last() {
    return lists.get(lists.size() - 1);
  }

  /** What a single letter stands for where a number follows. */
  private static String word(String letters) {
    return switch (letters) {
      case "a" -> "alpha";
      case "b" -> "beta";
      case "m" -> "milestone";
      default -> letters;
    };
  }

  /** A number without leading zeros, or a qualifier without a second name. */
  private static String item(String text, boolean digits) {
    if (digits) {
      int start = 0;
      while (start < text.length() - 1 && text.charAt(start) == '0') {
        start++;
      }
      return text.substring(start);
    }
    return switch (text) {
      case "ga", "final", "release" -> RELEASE;
      case "cr" -> "rc";
      default -> text;
    };
  }

  private static boolean absent(String item) {
    return item.equals(ZERO) || item.equals(RELEASE);
  }

  private static boolean number(String item) {
    return !item.isEmpty() && item.charAt(0) >= '0' && item.charAt(0) <= '9';
  }

  private static int compare(VersionOrder one, VersionOrder other, int depth) {
    List<String> a = one.lists.get(depth);
    List<String> b = other.lists.get(depth);
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      int order;
      if (i < a.size() && i < b.size()) {
        order = items(a.get(i), b.get(i));
      } else if (i < a.size()) {
        order = i == b.size() && other.deeper(depth) ? toList(a.get(i)) : toNothing(a.get(i));
      } else {
        order = -(i == a.size() && one.deeper(depth) ? toList(b.get(i)) : toNothing(b.get(i)));
      }
      if (order != 0) {
        return order;
      }
    }
    boolean further = one.deeper(depth);
    boolean otherFurther = other.deeper(depth);
    if (further && otherFurther && a.size() == b.size()) {
      return compare(one, other, depth + 1);
    }
    if (further) {
      return one.toNothing(depth + 1);
    }
    return otherFurther ? -other.toNothing(depth + 1) : 0;
  }

  private boolean deeper(int depth) {
    return depth + 1 < lists.size();
  }

  private static int items(String one, String other) {
    boolean number = number(one);
    if (number != number(other)) {
      return number ? 1 : -1;
    }
    if (number) {
      int length = Integer.compare(one.length(), other.length());
      return length != 0 ? length : one.compareTo(other);
    }
    int rank = Integer.compare(rank(one), rank(other));
    return rank != 0 ? rank : one.compareTo(other);
  }

  /** {@code 1.1} is after {@code 1-1}, and {@code 1.sp} before it. */
  private static int toList(String item) {
    return number(item) ? 1 : -1;
  }

  private static int toNothing(String item) {
    return number(item) ? (item.equals(ZERO) ? 0 : 1) : Integer.compare(rank(item), rank(RELEASE));
  }

  /** The lists from {@code depth} on beside a version that has none. */
  private int toNothing(int depth) {
    for (int i = depth; i < lists.size(); i++) {
      for (String item : lists.get(i)) {
        int order = toNothing(item);
        if (order != 0) {
          return order;
        }
      }
    }
    return 0;
  }

  private static int rank(String qualifier) {
    return switch (qualifier) {
      case "alpha" -> 0;
      case "beta" -> 1;
      case "milestone" -> 2;
      case "rc" -> 3;
      case "snapshot" -> 4;
      case RELEASE -> 5;
      case "sp" -> 6;
      default -> 7;
    };
  }
}
