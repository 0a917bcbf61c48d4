package dev.startguard.core.check.clock;

import dev.startguard.core.check.HostFacts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The look-up of a name, on a daemon thread that can be left alone: the platform's own look-up
 * waits as long as it likes, and nothing ends it.
 */
final class NameLookup implements Runnable {
  private static final long NANOS_A_MILLI = 1_000_000;
  private static final int LONGEST = 120;

  private final HostFacts host;
  private final String name;
  private InetAddress @Nullable [] addresses;
  private @Nullable String problem;

  private NameLookup(HostFacts host, String name) {
    this.host = host;
    this.name = name;
  }

  /**
   * The addresses of the name; at least one.
   *
   * @param until when it must have come, as {@link System#nanoTime()} says it
   * @throws Unusable when it does not resolve, or has not yet
   */
  static InetAddress[] addresses(HostFacts host, String name, long until)
      throws Unusable, InterruptedException {
    NameLookup lookup = new NameLookup(host, name);
    Thread thread = new Thread(null, lookup, "startguard-lookup", 0, false);
    thread.setDaemon(true);
    thread.start();
    return lookup.await(until);
  }

  @Override
  public void run() {
    try {
      InetAddress[] found = host.addresses(name);
      say(found, found.length == 0 ? "its name has no address" : null);
    } catch (UnknownHostException e) {
      say(null, "its name does not resolve" + platform(e.getMessage()));
    } catch (RuntimeException | Error e) { // hostile names may have hostile ends
      say(null, "its name cannot be looked up: " + e.getClass().getSimpleName());
    }
  }

  /** {@code : Name or service not known}; the platform's message begins with the name itself. */
  private String platform(@Nullable String message) {
    if (message == null || !message.startsWith(name + ": ")) {
      return "";
    }
    String text = message.substring(name.length());
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  private synchronized void say(InetAddress @Nullable [] found, @Nullable String wrong) {
    addresses = found;
    problem = wrong;
    notifyAll();
  }

  private synchronized InetAddress[] await(long until) throws Unusable, InterruptedException {
    while (addresses == null && problem == null) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        throw new Unusable("the look-up of its name has not ended in time");
      }
      wait(left / NANOS_A_MILLI, (int) (left % NANOS_A_MILLI));
    }
    if (addresses == null || problem != null) {
      throw new Unusable(problem == null ? "" : problem);
    }
    return addresses;
  }
}
