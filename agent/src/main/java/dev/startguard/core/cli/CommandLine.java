package dev.startguard.core.cli;

import dev.startguard.core.report.Release;

/** What the jar does when it is run, not added to a JVM. This version knows its options only. */
public final class CommandLine {
  private static final String HELP =
      """
      Startguard validates a JVM service's environment before main, and watches time zones, clocks,
      pools, futures and threads while it runs.

      usage: java -javaagent:startguard-agent.jar[=ARGS] -jar app.jar
             java -jar startguard-agent.jar --help | --version

      ARGS is key=value[,key=value...]; a lone path is short for manifest=PATH. Each key is also the
      property startguard.KEY, and the variable STARTGUARD_KEY.

        manifest=PATH                     default: startguard.yaml, here or beside the jar
        profile=NAME                      a profile of the manifest
        mode=enforce|warn|off             refuse a bad start, start anyway, do nothing
        checks=on|off                     the validation alone
        missing=refuse|start              when there is no manifest
        rules=quiet|standard|all|off|selftest   what is watched while the service runs
        report=PATH, log=PATH, metrics=PATH     findings as JSON lines, for people, for Prometheus
        format=text|json, stream=stderr|stdout  the console
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
