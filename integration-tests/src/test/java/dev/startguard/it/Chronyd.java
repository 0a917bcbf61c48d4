package dev.startguard.it;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real NTP server on loopback: chrony's daemon, which never touches the system's clock ({@code
 * -x}) and needs neither root nor a capability ({@code -U}). Ends when closed.
 */
final class Chronyd implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final double LEAST_DISPERSION = 0.001;

  private final Process process;
  private final int port;
  private final int commandPort;
  private final Path log;

  private Chronyd(Process process, int port, int commandPort, Path log) {
    this.process = process;
    this.port = port;
    this.commandPort = commandPort;
    this.log = log;
  }

  /** Skips the test where chrony is not installed, but never on CI. */
  static void assumeInstalled() {
    boolean installed = find("chronyd") != null && find("chronyc") != null;
    assumeTrue(installed || System.getenv("CI") != null, "chrony is not installed");
  }

  /** Serves the machine's own time. */
  static Chronyd honest(Path folder) throws IOException, InterruptedException {
    return start(folder, "local stratum 1");
  }

  /**
   * Serves the machine's time and that many seconds more, which it gets from an honest server;
   * begins when it has settled.
   */
  static Chronyd ahead(Path folder, Chronyd honest, double seconds)
      throws IOException, InterruptedException {
    Chronyd server =
        start(
            folder,
            String.format(
                Locale.ROOT,
                "server 127.0.0.1 port %d iburst minpoll 0 maxpoll 0 offset %s",
                honest.port,
                seconds));
    server.awaitSettled();
    return server;
  }

  /** Answers that it is not synchronised. */
  static Chronyd unsynchronised(Path folder) throws IOException, InterruptedException {
    return start(folder);
  }

  /** Answers a client once, and then falls silent. */
  static Chronyd onceOnly(Path folder) throws IOException, InterruptedException {
    return start(folder, "local stratum 1", "ratelimit interval 10 burst 1 leak 10");
  }

  private static Chronyd start(Path folder, String... lines)
      throws IOException, InterruptedException {
    int port = freePort();
    int commandPort = freePort();
    String name = "chronyd-" + port;
    List<String> conf = new ArrayList<>();
    conf.add("port " + port);
    conf.add("bindaddress 127.0.0.1");
    conf.add("allow 127.0.0.0/8");
    conf.add("cmdport " + commandPort);
    conf.add("bindcmdaddress 127.0.0.1");
    conf.add("pidfile " + folder.resolve(name + ".pid"));
    conf.addAll(List.of(lines));
    Path file = Files.write(folder.resolve(name + ".conf"), conf);
    Path log = folder.resolve(name + ".log");
    Process process =
        new ProcessBuilder(
                find("chronyd").toString(),
                "-x",
                "-U",
                "-d",
                "-u",
                System.getProperty("user.name"),
                "-f",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Chronyd server = new Chronyd(process, port, commandPort, log);
    server.await("answers chronyc", false);
    return server;
  }

  /** As a manifest writes it. */
  String source() {
    return "ntp://127.0.0.1:" + port;
  }

  /** Its NTP port. */
  int port() {
    return port;
  }

  /** A directory with a {@code chronyc} that asks this daemon and not the machine's. */
  Path chronyc(Path folder) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin-" + port));
    Path script = bin.resolve("chronyc");
    Files.writeString(
        script,
        "#!/bin/sh\nexec " + find("chronyc") + " -h 127.0.0.1 -p " + commandPort + " \"$@\"\n");
    if (!script.toFile().setExecutable(true)) {
      fail("cannot make " + script + " executable");
    }
    return bin;
  }

  private void awaitSettled() throws IOException, InterruptedException {
    await("has a root dispersion under 1 ms", true);
  }

  private void await(String what, boolean settled) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    do {
      String[] tracking = tracking();
      if (tracking.length == 14
          && (!settled
              || (tracking[13].equals("Normal")
                  && Double.parseDouble(tracking[11]) < LEAST_DISPERSION
                  && Double.parseDouble(tracking[4]) != 0))) {
        return;
      }
    } while (!process.waitFor(50, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline);
    close();
    fail("chronyd never " + what + ": " + Files.readString(log));
  }

  private String[] tracking() throws IOException, InterruptedException {
    Process chronyc =
        new ProcessBuilder(
                find("chronyc").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(commandPort),
                "-n",
                "-c",
                "tracking")
            .redirectErrorStream(true)
            .start();
    String output = new String(chronyc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    chronyc.waitFor();
    return output.trim().split(",", -1);
  }

  /** On the PATH, or where Debian keeps daemons; null when it is in neither. */
  private static @Nullable Path find(String program) {
    String path = System.getenv("PATH");
    for (String folder : ((path == null ? "" : path + ":") + "/usr/sbin:/usr/bin").split(":", -1)) {
      Path file = Path.of(folder, program);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
