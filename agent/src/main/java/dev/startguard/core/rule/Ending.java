package dev.startguard.core.rule;

/** Looks once more when the JVM ends. */
public interface Ending {

  /**
   * The application's shutdown hooks are through: what has not run by now never will. Daemon
   * threads still run. Not called when the JVM is halted or killed.
   */
  void end();
}
