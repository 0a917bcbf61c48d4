package dev.startguard.bench.calls;

/** What a static call beside each watched one would do: say a site once, and look each time. */
public final class Seen {
  private static final boolean[] DONE = new boolean[64];

  private Seen() {}

  public static void reached(int site) {
    if (!DONE[site]) {
      DONE[site] = true;
    }
  }
}
