package dev.startguard.core.check.probe;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Looks a name up. */
final class DnsAttempt implements Attempt {
  private final String host;

  DnsAttempt(String host) {
    this.host = host;
  }

  @Override
  public List<X509Certificate> run(Trial trial) throws IOException {
    Connection.lookUp(host, trial);
    return List.of();
  }
}
