package dev.startguard.core.host;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Linux's {@code /proc/self} tells of this process (proc(5)); nothing, on other systems. */
final class ProcSelf {
  /** More than Linux's own limit for arguments and environment together, in bytes. */
  private static final int LIMIT = 8 << 20;

  private ProcSelf() {}

  /** The process's arguments, the program's name first; empty where there is no {@code /proc}. */
  static List<String> arguments() {
    return arguments(read("/proc/self/cmdline"));
  }

  /**
   * The environment, each {@code NAME=value} closed by a NUL byte; null where there is no {@code
   * /proc}.
   */
  static byte @Nullable [] environ() {
    try (FileInputStream in = new FileInputStream("/proc/self/environ")) {
      return in.readNBytes(LIMIT);
    } catch (IOException notLinux) {
      return null;
    }
  }

  /** The process's effective user id; -1 where there is no {@code /proc}. */
  static int effectiveUser() {
    return effectiveUser(new String(read("/proc/self/status"), StandardCharsets.ISO_8859_1));
  }

  /**
   * Splits what the kernel joined with NUL bytes. UTF-8 whatever the locale is: under {@code
   * LC_ALL=C} the JVM's own decoding would lose every other character.
   */
  static List<String> arguments(byte[] joined) {
    List<String> arguments = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < joined.length; i++) {
      if (joined[i] == 0) {
        arguments.add(new String(joined, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    if (start
        < joined.length) { // a process that wrote its own title may have left out the last NUL
      arguments.add(new String(joined, start, joined.length - start, StandardCharsets.UTF_8));
    }
    return arguments;
  }

  /**
   * The second number of the line {@code Uid: real effective saved filesystem}; -1 when there is
   * none.
   */
  static int effectiveUser(String status) {
    int line = status.startsWith("Uid:") ? 0 : status.indexOf("\nUid:") + 1;
    if (line == 0 && !status.startsWith("Uid:")) {
      return -1;
    }
    int position = line + "Uid:".length();
    int field = 0;
    int number = -1;
    for (; position < status.length() && status.charAt(position) != '\n'; position++) {
      int digit = status.charAt(position) - '0';
      if (digit >= 0 && digit <= 9) {
        number = number < 0 ? digit : number * 10 + digit;
      } else if (number >= 0) {
        if (++field == 2) {
          return number;
        }
        number = -1;
      }
    }
    return field == 1 ? number : -1;
  }

  private static byte[] read(String path) {
    try (FileInputStream in = new FileInputStream(path)) {
      return in.readNBytes(LIMIT);
    } catch (IOException notLinux) {
      return new byte[0];
    }
  }
}
