package dev.startguard.core.rule.future;

/**
 * Has a thread of the JVM forget what it threw last. HotSpot 17 keeps that for a thread, beyond
 * every collection, until the thread throws again: an exception that nobody has would stay.
 */
final class LastThrown {
  private static final int DEEP = 4;

  private LastThrown() {}

  /** Throws something else, and catches it. */
  static void forget() {
    try {
      fall(DEEP);
    } catch (Nothing caught) {
      // that is all
    }
  }

  /** A recursion, which the JIT does not take for a jump. */
  private static void fall(int deep) throws Nothing {
    if (deep > 0) {
      fall(deep - 1);
    } else {
      throw new Nothing();
    }
  }

  @SuppressWarnings("serial") // never leaves
  private static final class Nothing extends Exception {
    private Nothing() {
      super(null, null, false, false);
    }
  }
}
