package dev.startguard.finding;

import org.jspecify.annotations.Nullable;

/**
 * "Did you mean": the known name that is nearest to a misspelt one.
 *
 * <p>Near is a slip of the fingers, not another word: {@code DB_HSOT} for {@code DB_HOST}, but not
 * {@code SMTP_PORT} for {@code SMTP_HOST}, which are as few edits apart. So names are compared as a
 * whole and word by word, and a digit in place of another counts double: {@code DB1_HOST} is
 * another host than {@code DB2_HOST}.
 */
public final class NearestName {
  private static final int LONGEST = 200;

  /** More than the edits that are allowed to the longest name. */
  private static final int BAND = 4;

  private static final int FAR = 1_000;

  private NearestName() {}

  /**
   * The nearest of {@code known}, ignoring case; of two that are equally near the first in
   * alphabetical order; null when none is near.
   */
  public static @Nullable String of(String name, Iterable<String> known) {
    int least = Integer.MAX_VALUE;
    String best = null;
    for (String candidate : known) {
      int edits = edits(name, candidate);
      if (edits >= 0
          && (edits < least || (edits == least && best != null && candidate.compareTo(best) < 0))) {
        least = edits;
        best = candidate;
      }
    }
    return best;
  }

  /**
   * How many edits apart two names are, ignoring case; -1 when they are not near: more than one
   * edit apart from three characters on, two from six, three from nine, or when one of their words
   * is another word.
   */
  public static int edits(String a, String b) {
    int allowed = allowed(Math.min(a.length(), b.length()));
    if (Math.abs(a.length() - b.length()) > allowed) {
      return -1;
    }
    if (Math.max(a.length(), b.length()) > LONGEST) {
      return a.equalsIgnoreCase(b) ? 0 : -1;
    }
    int distance = differingPart(a, b);
    boolean swapped =
        distance == 1 && a.length() == 2 && b.length() == 2 && same(a.charAt(0), b.charAt(1));
    return distance <= allowed || swapped ? (nearWords(a, b) ? distance : -1) : -1;
  }

  private static int allowed(int length) {
    return length < 3 ? 0 : Math.min(length / 3, 3);
  }

  /**
   * Whether each word is near its counterpart; where their number differs, a separator is the slip.
   */
  private static boolean nearWords(String a, String b) {
    if (words(a) != words(b) || words(a) == 1) {
      return true;
    }
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endOfA = endOfWord(a, i);
      int endOfB = endOfWord(b, j);
      if (edits(a.substring(i, endOfA), b.substring(j, endOfB)) < 0) {
        return false;
      }
      i = endOfA + 1;
      j = endOfB + 1;
    }
    return true;
  }

  private static int words(String name) {
    int words = 1;
    for (int i = 0; i < name.length(); i++) {
      words += separator(name.charAt(i)) ? 1 : 0;
    }
    return words;
  }

  private static int endOfWord(String name, int start) {
    int end = start;
    while (end < name.length() && !separator(name.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean separator(char c) {
    return c == '_' || c == '-' || c == '.' || c == '/';
  }

  /**
   * The distance of what is left without a common start and end: names with a long common prefix
   * are common, and each pair of them would be compared whole.
   */
  private static int differingPart(String a, String b) {
    int start = 0;
    int endOfA = a.length();
    int endOfB = b.length();
    while (start < endOfA && start < endOfB && same(a.charAt(start), b.charAt(start))) {
      start++;
    }
    while (endOfA > start && endOfB > start && same(a.charAt(endOfA - 1), b.charAt(endOfB - 1))) {
      endOfA--;
      endOfB--;
    }
    return distance(a.substring(start, endOfA), b.substring(start, endOfB));
  }

  /**
   * The optimal string alignment distance (a transposition is one edit), with digits kept apart.
   * Only what lies near the diagonal is computed, so a larger distance than {@link #BAND} may come
   * out as a still larger one.
   */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int from = Math.max(1, i - BAND);
      int to = Math.min(b.length(), i + BAND);
      row[from - 1] = from == 1 ? i : FAR;
      for (int j = from; j <= to; j++) {
        int cost = substitution(a.charAt(i - 1), b.charAt(j - 1));
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (i > 1
            && j > 1
            && same(a.charAt(i - 1), b.charAt(j - 2))
            && same(a.charAt(i - 2), b.charAt(j - 1))) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      if (to < b.length()) {
        row[to + 1] = FAR;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }

  private static int substitution(char a, char b) {
    return same(a, b) ? 0 : digit(a) && digit(b) ? 2 : 1;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean same(char a, char b) {
    return a == b || Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
