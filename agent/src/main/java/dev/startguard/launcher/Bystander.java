package dev.startguard.launcher;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Tells the JVMs that are no service: they inherit the agent from {@code JAVA_TOOL_OPTIONS} and are
 * left alone without a word. In doubt a JVM is guarded: a tool that is refused is a nuisance, a
 * service that is not is a hole.
 *
 * <p>Facts, seen on 17 and 25: {@code java}, {@code keytool} and the other launchers set {@code
 * sun.java.launcher}; a JVM that is created through JNI (jsvc, procrun) has neither it nor {@code
 * sun.java.command}. The JDK's own tools run as modules and have {@code jdk.module.main}; the
 * source launcher does not.
 */
@SuppressWarnings("RequireExplicitNullMarking")
final class Bystander {
  /** Options of {@code java} that take the next argument as their value. */
  private static final String VALUED =
      " -cp -classpath --class-path -p --module-path --upgrade-module-path --add-modules --limit-modules --add-reads"
          + " --add-exports --add-opens --patch-module --enable-native-access --illegal-native-access"
          + " --sun-misc-unsafe-memory-access --source ";

  /** Options after which {@code java} never comes to a main method, whatever else it is told. */
  private static final String INFORMS =
      " --list-modules --describe-module -d --validate-modules --dry-run ";

  private Bystander() {}

  /** Whether this JVM is to be left alone; {@code self} is our own jar. */
  static boolean isThisJvm(File self) {
    String command = System.getProperty("sun.java.command");
    if (command == null) {
      // No main class: -version, --help, or just "java". Through JNI it is a service.
      return System.getProperty("sun.java.launcher") != null;
    }
    return isTool(System.getProperty("jdk.module.main"))
        || isOurCommandLine(command, System.getProperty("java.class.path"), self)
        || isTomcatsOtherCommand(command)
        || informs(arguments());
  }

  static boolean isTool(@Nullable String module) {
    return module != null && (module.startsWith("jdk.") || module.startsWith("java."));
  }

  /** {@code java -jar startguard-agent.jar lint}, or its main class by name. */
  static boolean isOurCommandLine(String command, @Nullable String classPath, File self) {
    String launcher = Bystander.class.getPackage().getName() + ".Launcher";
    if (command.equals(launcher) || command.startsWith(launcher + " ")) {
      return true;
    }
    // With -jar the class path is the jar's path, blanks and all, and the command starts with it.
    return classPath != null
        && command.startsWith(classPath)
        && classPath.endsWith(self.getName())
        && sameFile(new File(classPath), self);
  }

  private static boolean sameFile(File one, File other) {
    try {
      return one.getCanonicalFile().equals(other.getCanonicalFile());
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Tomcat's scripts run one class to start the server, to stop it, and to ask it things. */
  static boolean isTomcatsOtherCommand(String command) {
    if (command.startsWith("org.apache.catalina.startup.Bootstrap ")) {
      return command.endsWith(" stop")
          || command.endsWith(" version")
          || command.endsWith(" configtest");
    }
    return command.equals("org.apache.catalina.util.ServerInfo"); // "version" of today's scripts
  }

  /** Whether {@code java} was asked for information although it was given a main class. */
  static boolean informs(String[] arguments) {
    for (int i = 1; i < arguments.length; i++) {
      String argument = arguments[i];
      if (!argument.startsWith("-") || argument.equals("-jar") || argument.equals("-m")) {
        return false; // the main class, or what names it; an @file may hold it, and is not opened
      }
      if (INFORMS.contains(' ' + argument + ' ') || argument.startsWith("--describe-module=")) {
        return true;
      }
      if (VALUED.contains(' ' + argument + ' ')) {
        i++;
      }
    }
    return false;
  }

  /** The process's own arguments as the kernel has them; none where the platform does not tell. */
  private static String[] arguments() {
    try (FileInputStream in = new FileInputStream("/proc/self/cmdline")) {
      // The options before the main class are what counts; a class path of more than this hides
      // none of them.
      byte[] bytes = new byte[1 << 16];
      int length = 0;
      for (int read = 0; read >= 0 && length < bytes.length; length += read) {
        read = in.read(bytes, length, bytes.length - length);
        if (read < 0) {
          break;
        }
      }
      return split(bytes, length);
    } catch (IOException notLinux) {
      return new String[0];
    }
  }

  static String[] split(byte[] bytes, int length) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      count += bytes[i] == 0 ? 1 : 0;
    }
    String[] arguments = new String[count];
    int start = 0;
    int next = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        arguments[next++] = new String(bytes, start, i - start, StandardCharsets.ISO_8859_1);
        start = i + 1;
      }
    }
    return arguments;
  }
}
