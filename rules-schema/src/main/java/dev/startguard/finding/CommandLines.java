package dev.startguard.finding;

/** Values that are whole command lines: their arguments are never shown. */
final class CommandLines {
  /** The property that holds the main class or jar, and all of the program's arguments. */
  static final String COMMAND = "sun.java.command";

  private CommandLines() {}

  /** Whether the variable of that name holds options for a JVM. */
  static boolean options(String name) {
    return name.equals("JAVA_TOOL_OPTIONS")
        || name.equals("JDK_JAVA_OPTIONS")
        || name.equals("_JAVA_OPTIONS")
        || name.equals("JAVA_OPTS")
        || name.equals("JAVA_ARGS")
        || name.equals("CATALINA_OPTS")
        || name.equals("MAVEN_OPTS");
  }

  /** The main class or jar, with a mask for the arguments where there are any. */
  static String program(String command) {
    int end = command.indexOf(' ');
    return end < 0 ? command : command.substring(0, end) + " " + Disclosure.MASK;
  }
}
