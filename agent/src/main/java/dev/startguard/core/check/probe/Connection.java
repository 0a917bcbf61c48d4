package dev.startguard.core.check.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/** Looks a name up, and connects to one of its addresses. */
final class Connection {
  static final String LOOKING_UP = "looking up the name";

  private Connection() {}

  /**
   * A connected socket, to be closed by {@link Trial#close}. Each address is tried in its turn, and
   * has an equal share of the time that is left.
   *
   * @throws IOException what the first address failed with
   */
  static Socket open(Address address, Trial trial) throws IOException {
    InetAddress[] all = lookUp(address.host(), trial);
    trial.at("connecting");
    IOException first = new UnknownHostException();
    for (int i = 0; i < all.length; i++) {
      Socket socket = trial.socket();
      try {
        socket.connect(new InetSocketAddress(all[i], address.port()), trial.share(all.length - i));
        return socket;
      } catch (IOException problem) {
        trial.close(socket);
        first = i == 0 ? problem : first;
      }
    }
    throw first;
  }

  /** The addresses of a name, as the platform has them. Cannot be ended from outside. */
  static InetAddress[] lookUp(String host, Trial trial) throws IOException {
    trial.at(LOOKING_UP);
    trial.outOfReach(true);
    try {
      InetAddress[] all = trial.addresses(host);
      trial.millis(); // a look-up knows no time-out: too late is too late
      return all;
    } finally {
      trial.outOfReach(false);
    }
  }
}
