package dev.startguard.manifest.number;

/**
 * The order of versions, as Maven's {@code ComparableVersion} has it for what JDKs, tzdata and
 * libraries are called: numbers by value, {@code alpha} before {@code beta}, {@code milestone},
 * {@code rc}, {@code snapshot}, the release itself, {@code sp}, other words, and numbers.
 */
final class VersionOrder {
  private VersionOrder() {}

  static int compare(String one, String other) {
    int a = 0;
    int b = 0;
    while (a < one.length() || b < other.length()) {
      int aEnd = end(one, a);
      int bEnd = end(other, b);
      int order = parts(one.substring(a, aEnd), other.substring(b, bEnd));
      if (order != 0) {
        return order;
      }
      a = skip(one, aEnd);
      b = skip(other, bEnd);
    }
    return 0;
  }

  /** Where the run of digits or of letters ends that starts at {@code start}. */
  private static int end(String version, int start) {
    int end = start;
    while (end < version.length()
        && !separator(version.charAt(end))
        && digit(version.charAt(end)) == digit(version.charAt(start))) {
      end++;
    }
    return end;
  }

  private static int skip(String version, int at) {
    return at < version.length() && separator(version.charAt(at)) ? at + 1 : at;
  }

  private static boolean separator(char c) {
    return c == '.' || c == '-' || c == '_' || c == '+';
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /** An empty part is what the shorter version lacks: it equals 0 and the release. */
  private static int parts(String one, String other) {
    boolean number = !one.isEmpty() && digit(one.charAt(0));
    boolean otherNumber = !other.isEmpty() && digit(other.charAt(0));
    if (number || otherNumber) {
      if ((number || one.isEmpty()) && (otherNumber || other.isEmpty())) {
        return numbers(withoutZeros(one), withoutZeros(other));
      }
      return number ? 1 : -1;
    }
    int order = Integer.compare(rank(one), rank(other));
    return order != 0 ? order : one.compareToIgnoreCase(other);
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static int numbers(String one, String other) {
    return one.length() != other.length()
        ? Integer.compare(one.length(), other.length())
        : one.compareTo(other);
  }

  private static int rank(String word) {
    String qualifier = word.toLowerCase(java.util.Locale.ROOT);
    return switch (qualifier) {
      case "alpha", "a" -> 0;
      case "beta" -> 1;
      case "milestone", "m" -> 2;
      case "rc", "cr" -> 3;
      case "snapshot", "ea" -> 4;
      case "", "ga", "final", "release" -> 5;
      case "sp" -> 6;
      default -> 7;
    };
  }
}
