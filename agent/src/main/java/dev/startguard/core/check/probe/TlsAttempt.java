package dev.startguard.core.check.probe;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** Connects, shakes hands, and closes. */
final class TlsAttempt implements Attempt {
  private final Address address;

  TlsAttempt(Address address) {
    this.address = address;
  }

  @Override
  public List<X509Certificate> run(Trial trial) throws ProbeFailure, IOException {
    Socket socket = Connection.open(address, trial);
    try {
      TlsConnection connection = TlsConnection.open(socket, address, trial);
      SSLSocket open = connection.socket();
      if (open != null) {
        open.close(); // says goodbye, so that the peer logs no broken connection
      }
      return connection.chain();
    } finally {
      trial.close(socket);
    }
  }
}
