package dev.startguard.bench;

/** The zero line: what any agent costs, whatever it does. */
public final class EmptyAgent {
  private EmptyAgent() {}

  public static void premain(String args) {}
}
