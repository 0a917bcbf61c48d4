package dev.startguard.core.cli;

import dev.startguard.core.report.Release;

/** What the jar does when it is run, not added to a JVM. This version knows its options only. */
public final class CommandLine {
  private static final String HELP =
      """
      Startguard validates a JVM service's environment before main.

      usage: java -javaagent:startguard-agent.jar[=ARGS] -jar app.jar
             java -jar startguard-agent.jar --help | --version

      ARGS is key=value[,key=value...]; a lone path is short for manifest=PATH.
      """;

  private CommandLine() {}

  /**
   * Runs a command.
   *
   * @return the exit code: 0, or 64 for a usage error
   */
  public static int run(String[] args) {
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("startguard " + Release.version());
      return 0;
    }
    if (args.length == 1 && args[0].equals("--help")) {
      System.out.print(HELP);
      return 0;
    }
    System.err.println(
        args.length == 0
            ? "startguard: no command given; try --help"
            : "startguard: this version has no commands, only --help and --version");
    return 64;
  }
}
