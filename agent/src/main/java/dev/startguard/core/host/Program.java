package dev.startguard.core.host;

import dev.startguard.core.check.HostFacts.ProgramEnd;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts another program before {@code main}. On JDK 25 {@link ProcessBuilder#start()} asks for a
 * system logger, and that starts {@code java.util.logging}, or the application's own finder of
 * loggers: so what it calls underneath is called.
 */
final class Program {
  private static final File NOTHING = new File("/dev/null");

  private Program() {}

  static @Nullable ProgramEnd run(
      @Nullable Instrumentation instrumentation, List<String> command, int limit, long nanos)
      throws IOException, InterruptedException {
    Process process = start(instrumentation, command);
    try {
      // nothing is read before its end: what it writes fits into the pipe, or it never ends
      if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
        return null;
      }
      return new ProgramEnd(process.exitValue(), output(process, limit));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Only what is there: a child of the program may hold the other end open for ever. */
  private static String output(Process process, int limit) throws IOException {
    try (InputStream out = process.getInputStream()) {
      byte[] bytes = out.readNBytes(Math.min(limit, out.available()));
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static Process start(@Nullable Instrumentation instrumentation, List<String> command)
      throws IOException {
    if (instrumentation != null) {
      try {
        OpenedJdk.open(instrumentation, "java.lang");
        return (Process) quietStart().invoke(null, arguments(command));
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof IOException failed) {
          throw new IOException("cannot be started", failed);
        }
      } catch (ReflectiveOperationException | RuntimeException otherJdk) {
        // the ordinary way then
      }
    }
    try {
      return new ProcessBuilder(command)
          .redirectInput(NOTHING)
          .redirectError(Redirect.DISCARD)
          .start();
    } catch (IOException failed) {
      throw new IOException("cannot be started", failed);
    }
  }

  private static Object[] arguments(List<String> command) {
    Redirect[] streams = {Redirect.from(NOTHING), Redirect.PIPE, Redirect.DISCARD};
    return new Object[] {command.toArray(new String[0]), null, null, streams, false};
  }

  private static Method quietStart() throws ReflectiveOperationException {
    Method start =
        Class.forName("java.lang.ProcessImpl", false, null)
            .getDeclaredMethod(
                "start", String[].class, Map.class, String.class, Redirect[].class, boolean.class);
    start.setAccessible(true);
    return start;
  }
}
