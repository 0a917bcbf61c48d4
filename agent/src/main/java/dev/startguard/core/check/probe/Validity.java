package dev.startguard.core.check.probe;

import dev.startguard.core.check.Days;
import dev.startguard.core.check.Validation;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long the certificates of a peer stay valid, by the corrected clock. */
final class Validity {
  private static final long NANOS_A_MILLI = 1_000_000;

  private Validity() {}

  /** What {@code validFor} has against the chain; null when it has nothing, or is not given. */
  static @Nullable ProbeFailure problem(
      Validation validation, Probe probe, List<X509Certificate> chain) {
    String asked = probe.entry().fields().text("validFor");
    if (asked == null) {
      return null;
    }
    if (chain.isEmpty()) {
      return new ProbeFailure(
              "has no certificate: its URL is http, and validFor asks for one",
              "probe it by https, or drop validFor")
          .declaredWrong();
    }
    long now = validation.nowMillis();
    long horizon = now + probe.entry().fields().nanos("validFor", 0) / NANOS_A_MILLI;
    for (int i = 0; i < chain.size(); i++) {
      long end = chain.get(i).getNotAfter().toInstant().toEpochMilli();
      if (end < horizon && !spare(chain, i, now)) {
        String which = CertificateText.which(i, chain.size());
        return end < now
            ? new ProbeFailure(
                    which + "expired on " + Days.day(end) + ", by the corrected clock",
                    "have it renewed, and this machine's clock set")
                .note("expired", Days.ago(now - end))
            : new ProbeFailure(which + "expires on " + Days.day(end), "have it renewed")
                .note("expires", Days.in(end - now) + "; validFor is " + asked)
                .note("subject", CertificateText.subject(chain.get(i)));
      }
    }
    return null;
  }

  /**
   * Whether the JVM has accepted the chain without this certificate: a root, or one that has long
   * expired and for which there is another way to a trusted root.
   */
  private static boolean spare(List<X509Certificate> chain, int index, long now) {
    X509Certificate one = chain.get(index);
    return index > 0
        && (one.getNotAfter().toInstant().toEpochMilli() < now
            || one.getSubjectX500Principal().equals(one.getIssuerX500Principal()));
  }
}
