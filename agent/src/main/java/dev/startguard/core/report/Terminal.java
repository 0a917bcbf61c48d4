package dev.startguard.core.report;

import dev.startguard.core.check.HostFacts;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the stream that the report goes to can show. */
final class Terminal {
  private Terminal() {}

  /**
   * Whether only ASCII may be written: the locale's charset is not UTF-8. {@code file.encoding}
   * says nothing, it is UTF-8 everywhere since JDK 18 (JEP 400).
   */
  static boolean ascii(HostFacts host) {
    String charset =
        first(host, "stderr.encoding", "sun.stderr.encoding", "native.encoding", "file.encoding");
    return charset == null
        || !(charset.equalsIgnoreCase("UTF-8") || charset.equalsIgnoreCase("UTF8"));
  }

  /**
   * Whether colours will be shown: never with {@code NO_COLOR} (https://no-color.org), never on a
   * dumb terminal, and only when {@code /proc} says that the descriptor is a terminal.
   * System.console() asks about standard input as well.
   *
   * @param descriptor 1 or 2
   */
  static boolean colour(HostFacts host, int descriptor) {
    String never = host.env().get("NO_COLOR");
    String term = host.env().get("TERM");
    if ((never != null && !never.isEmpty())
        || term == null
        || term.isEmpty()
        || term.equals("dumb")) {
      return false;
    }
    try {
      String target = new File("/proc/self/fd/" + descriptor).getCanonicalPath();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException unknown) {
      return false;
    }
  }

  private static @Nullable String first(HostFacts host, String... properties) {
    for (String property : properties) {
      String value = host.property(property);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }
}
