package dev.startguard.finding;

import org.jspecify.annotations.Nullable;

/** "Did you mean": the known name that is nearest to a misspelt one. */
public final class NearestName {
  private NearestName() {}

  /**
   * The nearest of {@code known} by optimal string alignment distance (one transposition counts as
   * one edit), ignoring case; null when none is within a third of the name's length, or at least
   * within one edit.
   */
  public static @Nullable String of(String name, Iterable<String> known) {
    int allowed = allowed(name);
    String best = null;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - name.length()) > allowed) {
        continue;
      }
      int distance = distance(name, candidate);
      if (distance <= allowed) {
        if (distance == 0) {
          return candidate;
        }
        allowed = distance - 1;
        best = candidate;
      }
    }
    return best;
  }

  /**
   * How many edits apart another name may be and still count as near: a third of the name's length,
   * at least one.
   */
  public static int allowed(String name) {
    return Math.max(1, name.length() / 3);
  }

  /** The optimal string alignment distance, ignoring case: quadratic in the lengths. */
  public static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (i > 1
            && j > 1
            && same(a.charAt(i - 1), b.charAt(j - 2))
            && same(a.charAt(i - 2), b.charAt(j - 1))) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }

  private static boolean same(char a, char b) {
    return a == b || Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
