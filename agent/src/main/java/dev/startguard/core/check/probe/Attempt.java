package dev.startguard.core.check.probe;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a probe does each time it tries. */
interface Attempt {

  /**
   * Tries once, on the task's thread.
   *
   * @return the certificates that the peer has shown, its own first; empty where there are none
   * @throws ProbeFailure when it is clear what is wrong
   * @throws IOException when the network has failed
   */
  List<X509Certificate> run(Trial trial) throws ProbeFailure, IOException;
}
