package dev.startguard.launcher;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the JVM enters: as an agent, attached, or as a command line. Never throws. */
@SuppressWarnings("RequireExplicitNullMarking")
public final class Launcher {
  private static final String CORE = "dev.startguard.core.Startguard";

  /**
   * Two {@code -javaagent} of one jar, or of two copies, meet in this class: the first path wins.
   */
  private static boolean entered;

  private Launcher() {}

  /** Before {@code main}: {@code -javaagent:startguard-agent.jar=ARGS}. */
  public static void premain(@Nullable String args, Instrumentation instrumentation) {
    try {
      if (!Off.is(args) && !Bystander.isThisJvm(ownJar())) {
        enter("premain", args, instrumentation);
      }
    } catch (Throwable broken) {
      // An exception out of premain ends the JVM with SIGABRT.
      refuse(args, broken);
    }
  }

  /** Loaded into a running JVM. */
  public static void agentmain(@Nullable String args, Instrumentation instrumentation) {
    try {
      if (!Off.is(args)) {
        enter("agentmain", args, instrumentation);
      }
    } catch (Throwable broken) {
      say("internal error, nothing is validated: " + reason(broken));
    }
  }

  /** The command line: {@code java -jar startguard-agent.jar COMMAND}. */
  public static void main(String[] args) {
    if (tooOld(System.getProperty("java.specification.version"))) {
      System.exit(70); // EX_SOFTWARE: not the user's arguments
    }
    try {
      call(core(), "main", args);
    } catch (Throwable broken) {
      say("internal error: " + reason(broken));
      System.exit(70);
    }
  }

  private static void enter(String entry, @Nullable String args, Instrumentation instrumentation)
      throws Exception {
    long begin = System.nanoTime();
    if (!tooOld(System.getProperty("java.specification.version")) && !secondTime()) {
      IsolatedLoader core = core();
      core.loadAhead();
      call(core, entry, args, instrumentation, begin);
    }
  }

  /**
   * The core could not even be loaded: a truncated jar, a full memory. No manifest was read, so a
   * service that was to be guarded does not start, unless somebody said that it should.
   */
  private static void refuse(@Nullable String args, Throwable broken) {
    if (lenient(args)) {
      say("internal error, the application starts without validation: " + reason(broken));
      return;
    }
    say("internal error: " + reason(broken));
    say("REFUSED, exit 70; main() did not run. Start anyway: STARTGUARD_MODE=warn");
    Runtime.getRuntime().halt(70); // EX_SOFTWARE
  }

  private static boolean lenient(@Nullable String args) {
    String given = "," + args + ",";
    if (given.contains(",mode=")) {
      return given.contains(",mode=warn,") || given.contains(",mode=off,");
    }
    String mode = System.getProperty("startguard.mode", System.getenv("STARTGUARD_MODE"));
    return "warn".equals(mode) || "off".equals(mode);
  }

  private static synchronized boolean secondTime() {
    if (entered) {
      say("the agent is given more than once; it runs once");
    }
    boolean second = entered;
    entered = true;
    return second;
  }

  /** Whether this JVM is older than 17, with a word about it when it is. */
  static boolean tooOld(@Nullable String specification) {
    if (specification == null) {
      return false;
    }
    int version = 0;
    // "1.8" reads as 1, which is old enough.
    for (int i = 0; i < specification.length() && specification.charAt(i) != '.'; i++) {
      version = version * 10 + specification.charAt(i) - '0';
    }
    if (version >= 17) {
      return false;
    }
    say("needs Java 17 or later and this is " + specification + ": nothing is validated");
    return true;
  }

  private static IsolatedLoader core() throws Exception {
    return new IsolatedLoader(ownJar(), source());
  }

  /**
   * Calls the core through an interface of the JDK. Calling its methods by reflection would make
   * JDK 25 spin the classes of new method handles: 40 of them, 10 ms of a start.
   */
  @SuppressWarnings("unchecked")
  private static void call(IsolatedLoader core, @Nullable Object... message) throws Exception {
    ((Consumer<Object[]>) core.loadClass(CORE).getConstructor().newInstance()).accept(message);
  }

  private static CodeSource source() {
    return Launcher.class.getProtectionDomain().getCodeSource();
  }

  private static File ownJar() throws URISyntaxException {
    return new File(source().getLocation().toURI());
  }

  private static String reason(Throwable broken) {
    Throwable cause = broken instanceof InvocationTargetException ? broken.getCause() : null;
    return String.valueOf(cause == null ? broken : cause);
  }

  private static void say(String line) {
    System.err.println("startguard: " + line);
  }
}
