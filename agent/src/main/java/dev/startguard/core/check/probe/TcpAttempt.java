package dev.startguard.core.check.probe;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Connects, and closes. */
final class TcpAttempt implements Attempt {
  private final Address address;

  TcpAttempt(Address address) {
    this.address = address;
  }

  @Override
  public List<X509Certificate> run(Trial trial) throws IOException {
    trial.close(Connection.open(address, trial));
    return List.of();
  }
}
