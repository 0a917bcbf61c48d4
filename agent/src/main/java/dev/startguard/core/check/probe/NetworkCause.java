package dev.startguard.core.check.probe;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Says what an exception of the network means. Looks at its class where that is enough: the
 * message's language is the platform's.
 */
final class NetworkCause {
  private NetworkCause() {}

  /**
   * @param phase what the attempt was at
   */
  static ProbeFailure of(IOException problem, String phase) {
    String message = problem.getMessage() == null ? "" : problem.getMessage();
    if (problem instanceof SocketTimeoutException || message.contains("timed out")) {
      return timedOut(phase);
    }
    if (problem instanceof UnknownHostException) {
      return new ProbeFailure(
          "unknown host", "check the name, and that this machine's resolver knows it");
    }
    if (problem instanceof ConnectException) {
      return new ProbeFailure(
          "connection refused", "see that it runs, and that the port is the one it listens on");
    }
    if (problem instanceof NoRouteToHostException) {
      return new ProbeFailure("no route to host", "check routes and firewalls between here and it");
    }
    if (problem instanceof EOFException) {
      return new ProbeFailure("closed without an answer", "see in its own log why it hangs up");
    }
    if (problem instanceof SocketException && message.contains("reset")) {
      return new ProbeFailure("connection reset", "see in its own log why it hangs up");
    }
    String said = message.isEmpty() ? problem.getClass().getSimpleName() : message;
    return new ProbeFailure(
        "failed " + phase + ": " + ProbeFailure.bounded(said).toLowerCase(Locale.ROOT),
        "check the network between here and it");
  }

  static ProbeFailure timedOut(String phase) {
    return new ProbeFailure(
        "timed out " + phase,
        phase.equals(Connection.LOOKING_UP)
            ? "see why this machine's resolver does not answer"
            : "see why it does not answer; a slow one needs a longer timeout");
  }

  /** What the JDK itself could not take. Its message is left out: it may quote anything. */
  static ProbeFailure crash(Throwable crash) {
    return new ProbeFailure(
            "crashed the JDK's own code: " + crash.getClass().getName(),
            "see what it sends; a client of this JVM would fail the same way")
        .lasting();
  }
}
