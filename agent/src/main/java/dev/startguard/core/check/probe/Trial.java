package dev.startguard.core.check.probe;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.HostFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/**
 * The time that one attempt has, and what it is at. The entry's {@code timeout} alone: where {@code
 * policy.deadline} comes first, the budget closes the sockets.
 */
final class Trial {
  private static final long NANOS_A_MILLI = 1_000_000;

  private final Attempts attempts;
  private final HostFacts host;
  private final Budget budget;
  private final long until;

  /**
   * @param until when it is over, as {@link System#nanoTime()} says it
   */
  Trial(Attempts attempts, HostFacts host, Budget budget, long until) {
    this.attempts = attempts;
    this.host = host;
    this.budget = budget;
    this.until = until;
  }

  /** Says what the attempt is at, in words that follow "timed out": {@code connecting}. */
  void at(String phase) {
    attempts.phase(phase);
  }

  /**
   * What is left, in milliseconds, at least 1.
   *
   * @throws SocketTimeoutException when nothing is
   */
  int millis() throws SocketTimeoutException {
    return share(1);
  }

  /**
   * One of several equal shares of what is left, in milliseconds, at least 1.
   *
   * @throws SocketTimeoutException when nothing is left
   */
  int share(int parts) throws SocketTimeoutException {
    long left = until - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, left / parts / NANOS_A_MILLI));
  }

  /** The addresses of a name, or of an address in digits. */
  InetAddress[] addresses(String name) throws UnknownHostException {
    return host.addresses(name);
  }

  /** Says whether it is inside a call that nothing ends from outside. */
  void outOfReach(boolean is) {
    budget.outOfReach(is);
  }

  /** A socket that is closed when nobody waits for the answer any more. */
  Socket socket() throws IOException {
    return budget.watch(new Socket());
  }

  /** Closes what {@link #socket()} gave. */
  void close(Socket socket) {
    budget.unwatch(socket);
    try {
      socket.close();
    } catch (IOException closed) {
      // it is of no use any more
    }
  }
}
