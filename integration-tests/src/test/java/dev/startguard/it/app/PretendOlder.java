package dev.startguard.it.app;

import java.lang.instrument.Instrumentation;

/** An agent that stands before ours and makes the JVM look as old as its arguments say. */
public final class PretendOlder {
  private PretendOlder() {}

  public static void premain(String specification, Instrumentation instrumentation) {
    System.setProperty("java.specification.version", specification);
  }
}
