package dev.startguard.core.check.probe;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a probe.
 *
 * @param failure what the last attempt failed with; null when it did not
 * @param chain the certificates that the peer has shown, its own first
 * @param attempts how often it was tried
 * @param nanos how long all attempts took together
 */
record Answer(
    @Nullable ProbeFailure failure, List<X509Certificate> chain, int attempts, long nanos) {}
