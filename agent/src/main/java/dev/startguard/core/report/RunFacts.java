package dev.startguard.core.report;

import dev.startguard.core.check.HostFacts;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Who is writing: host, process, and an id of this start. Made only when a line of JSON or a file's
 * name needs it.
 */
final class RunFacts {
  private final HostFacts host;
  private final String run = randomHex();
  private final @Nullable String hostName;
  private final long pid;

  RunFacts(HostFacts host) {
    this.host = host;
    hostName = hostName(host);
    pid = processId();
  }

  /** 16 hex digits, different for every start. */
  String run() {
    return run;
  }

  /** The host's own name; null when it has none. No name service is asked: it may take seconds. */
  @Nullable String hostName() {
    return hostName;
  }

  long pid() {
    return pid;
  }

  /** Now, RFC 3339. */
  String time() {
    return Rfc3339.utc(host.nowMillis());
  }

  String jvm() {
    String version = host.property("java.version");
    return version == null ? "unknown" : version;
  }

  /** The path with {@code %p} and {@code %h} replaced: process id and host name. */
  String expand(String path) {
    StringBuilder out = new StringBuilder(path.length() + 16);
    for (int i = 0; i < path.length(); i++) {
      char sign = path.charAt(i);
      char next = sign == '%' && i + 1 < path.length() ? path.charAt(i + 1) : ' ';
      if (next == 'p') {
        out.append(pid);
        i++;
      } else if (next == 'h') {
        out.append(hostName == null ? "unknown" : hostName.replace('/', '_').replace('\\', '_'));
        i++;
      } else {
        out.append(sign);
      }
    }
    return out.toString();
  }

  private static @Nullable String hostName(HostFacts host) {
    String name = firstLine("/proc/sys/kernel/hostname");
    if (name == null) {
      name = host.env().get("HOSTNAME");
    }
    return name == null ? host.env().get("COMPUTERNAME") : name;
  }

  private static long processId() {
    try {
      String name = new File("/proc/self").getCanonicalFile().getName();
      return Long.parseLong(name);
    } catch (IOException | NumberFormatException notLinux) {
      return ProcessHandle.current().pid();
    }
  }

  private static @Nullable String firstLine(String path) {
    try (InputStream in = new FileInputStream(path)) {
      String text = new String(in.readNBytes(256), StandardCharsets.UTF_8).trim();
      return text.isEmpty() ? null : text;
    } catch (IOException notLinux) {
      return null;
    }
  }

  /** From the kernel's generator: SecureRandom would cost a start its providers. */
  private static String randomHex() {
    byte[] bytes = new byte[8];
    boolean random;
    try (InputStream in = new FileInputStream("/dev/urandom")) {
      random = in.readNBytes(bytes, 0, bytes.length) == bytes.length;
    } catch (IOException notUnix) {
      random = false;
    }
    if (!random) {
      new java.security.SecureRandom().nextBytes(bytes);
    }
    StringBuilder hex = new StringBuilder(16);
    for (byte b : bytes) {
      hex.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return hex.toString();
  }
}
