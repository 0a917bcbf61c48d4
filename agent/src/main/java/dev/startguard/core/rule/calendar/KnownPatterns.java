package dev.startguard.core.rule.calendar;

import org.jspecify.annotations.Nullable;

/**
 * Some patterns that were judged already. They are constants for the most part, so they are found
 * by identity, for less than it takes to read them. From any thread; what is lost is looked at
 * again. A record, and to be held by a static field: the JIT takes it for a constant then.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KnownPatterns(@Nullable String[] patterns) {
  private static final int REMEMBERED = 64;

  /** None so far. */
  KnownPatterns() {
    this(new String[REMEMBERED]);
  }

  @SuppressWarnings("ReferenceEquality")
  boolean has(String pattern) {
    return patterns[slot(pattern)] == pattern;
  }

  void add(String pattern) {
    patterns[slot(pattern)] = pattern;
  }

  /** Not by the text's own hash code, for which the JIT compiles a loop into each probe. */
  private static int slot(String pattern) {
    return System.identityHashCode(pattern) & REMEMBERED - 1;
  }
}
