package dev.startguard.core.rule.future;

import dev.startguard.core.rule.Failure;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;

/** Failures that nobody needs to know of: they are how a task is told to end. */
final class Quiet {
  private Quiet() {}

  /** Whether the throwable, or one of its causes, is one of these. */
  static boolean is(Throwable thrown) {
    if (one(thrown)) {
      return true;
    }
    for (Throwable cause : Failure.causes(thrown)) {
      if (one(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean one(Throwable thrown) {
    return thrown instanceof InterruptedException
        || thrown instanceof CancellationException
        || thrown instanceof ThreadDeath
        || thrown instanceof ClosedByInterruptException
        || thrown instanceof RejectedExecutionException
        || thrown.getClass() == InterruptedIOException.class; // a socket's timeout is another
  }
}
