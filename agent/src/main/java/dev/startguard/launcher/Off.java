package dev.startguard.launcher;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether the arguments leave nothing to do, whatever the manifest says. */
@SuppressWarnings("RequireExplicitNullMarking")
final class Off {
  private static final String OFF = "mode=off";

  /** As the core has them; where one is given, it is to say that it is off, and where. */
  static final String[] SETTINGS = {
    "manifest",
    "mode",
    "checks",
    "missing",
    "profile",
    "report",
    "format",
    "stream",
    "log",
    "metrics",
    "rules",
    "ledger",
  };

  private Off() {}

  /** Says so when they do. */
  static boolean is(@Nullable String args) {
    if (!OFF.equals(args)) {
      return false;
    }
    for (String key : SETTINGS) {
      if (System.getProperty("startguard." + key) != null
          || System.getenv("STARTGUARD_" + key.toUpperCase(Locale.ROOT)) != null) {
        return false;
      }
    }
    System.err.println("startguard: off: " + OFF + " from the agent's arguments");
    return true;
  }
}
