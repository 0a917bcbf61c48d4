package dev.startguard.bench.calls;

import net.bytebuddy.asm.Advice;

/** The same as a static helper's call, written by Byte Buddy into the calling method. */
public final class CalledAdvice {
  private CalledAdvice() {}

  @Advice.OnMethodEnter
  public static void enter() {
    Seen.reached(1);
  }
}
