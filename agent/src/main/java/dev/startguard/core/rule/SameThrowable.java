package dev.startguard.core.rule;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands for one throwable: equal to another one of the same, as long as that lives. Keeps it from
 * nothing.
 */
public final class SameThrowable extends WeakReference<Throwable> {
  private final int hash;

  /** Stands for this one. */
  public SameThrowable(Throwable thrown) {
    super(thrown);
    hash = System.identityHashCode(thrown);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    Throwable mine = get();
    return mine != null && other instanceof SameThrowable same && same.refersTo(mine);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
