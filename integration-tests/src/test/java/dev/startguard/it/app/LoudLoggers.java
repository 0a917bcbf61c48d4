package dev.startguard.it.app;

/** An application's logging, which says when it is loaded. */
public final class LoudLoggers extends System.LoggerFinder {
  public LoudLoggers() {
    System.out.println("loggers loaded");
  }

  @Override
  public System.Logger getLogger(String name, Module module) {
    throw new IllegalStateException("no logger before main");
  }
}
