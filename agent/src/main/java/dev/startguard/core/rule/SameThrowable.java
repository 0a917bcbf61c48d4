package dev.startguard.core.rule;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands for one throwable: equal to another one of the same, as long as that or a {@link Failure}
 * of it lives. Keeps it from nothing.
 */
final class SameThrowable extends WeakReference<Object> {
  private final int hash;

  /** Stands for this one: by its backtrace, which no other has, and which outlives it. */
  SameThrowable(Throwable thrown) {
    this(ThrowableFields.backtrace(thrown), thrown);
  }

  private SameThrowable(@Nullable Object backtrace, Throwable thrown) {
    super(backtrace == null ? thrown : backtrace);
    hash = System.identityHashCode(backtrace == null ? thrown : backtrace);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    Object mine = get();
    return mine != null && other instanceof SameThrowable same && same.refersTo(mine);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
