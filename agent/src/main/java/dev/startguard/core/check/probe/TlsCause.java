package dev.startguard.core.check.probe;

import dev.startguard.core.check.Days;
import java.io.EOFException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says why a handshake failed. */
final class TlsCause {
  private static final String ALERT = "Received fatal alert: ";

  private TlsCause() {}

  static ProbeFailure of(SSLException refused, PeerTrust trust) {
    CertificateException refusal = trust.refusal();
    if (refusal != null) {
      return certificate(refusal, trust.chain());
    }
    String message = refused.getMessage() == null ? "" : refused.getMessage();
    if (refused.getCause() instanceof EOFException || message.contains("close_notify")) {
      return new ProbeFailure(
          "closed without an answer in the TLS handshake", "see in its own log why it hangs up");
    }
    if (message.startsWith("Unsupported or unrecognized SSL message")) {
      return new ProbeFailure("does not speak TLS", "check the port, or that it has TLS turned on")
          .lasting();
    }
    if (message.startsWith(ALERT)) {
      return new ProbeFailure(
          "refused the TLS handshake: " + ProbeFailure.bounded(message.substring(ALERT.length())),
          "see which protocols and ciphers it allows, and this JVM's jdk.tls.disabledAlgorithms");
    }
    return new ProbeFailure(
        "TLS handshake failed: " + ProbeFailure.bounded(message),
        "see which protocols and ciphers both sides allow");
  }

  /** The peer wants a client's certificate, and no probe sends one. */
  static ProbeFailure wantsKey() {
    return new ProbeFailure(
            "hung up after asking for a client certificate, and no probe sends one",
            "probe it with tls, which judges its certificate all the same")
        .lasting();
  }

  private static ProbeFailure certificate(
      CertificateException refusal, List<X509Certificate> chain) {
    long now = System.currentTimeMillis(); // the clock that the JDK has judged by
    boolean path = false;
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return dated(chain, now, true);
      }
      if (cause instanceof CertificateNotYetValidException) {
        return dated(chain, now, false);
      }
      if (cause instanceof CertPathValidatorException invalid) {
        ProbeFailure known = reason(invalid, chain, now);
        if (known != null) {
          return known;
        }
      }
      path |= cause != refusal;
    }
    if (!path && refusal.getClass() == CertificateException.class) {
      return CertificateText.withNames(
          new ProbeFailure(
              "certificate is not for this host name",
              "use a name that the certificate has, or have it issued for this one"),
          chain.get(0));
    }
    ProbeFailure failure =
        new ProbeFailure(
            "certificate's issuer is not trusted",
            "add the issuer to this JVM's trust store, or have the peer send its intermediate"
                + " certificates");
    failure.note("issuer", CertificateText.issuer(chain.get(chain.size() - 1)));
    for (int i = 0; i < chain.size(); i++) {
      if (chain.get(i).getNotAfter().toInstant().toEpochMilli() < now) {
        failure.note(
            "also", CertificateText.which(i, chain.size()) + CertificateText.expired(chain.get(i)));
      }
    }
    return failure.blamingTrust().lasting();
  }

  private static @Nullable ProbeFailure reason(
      CertPathValidatorException invalid, List<X509Certificate> chain, long now) {
    CertPathValidatorException.Reason reason = invalid.getReason();
    if (reason == BasicReason.EXPIRED) {
      return dated(chain, now, true);
    }
    if (reason == BasicReason.NOT_YET_VALID) {
      return dated(chain, now, false);
    }
    if (reason == BasicReason.REVOKED) {
      return new ProbeFailure("certificate is revoked", "have it renewed").lasting();
    }
    return reason == BasicReason.ALGORITHM_CONSTRAINED
        ? new ProbeFailure(
                "certificate uses an algorithm that this JVM forbids",
                "have it renewed with a stronger one (jdk.certpath.disabledAlgorithms)")
            .lasting()
        : null;
  }

  /** Which of them is out of date. */
  private static ProbeFailure dated(List<X509Certificate> chain, long now, boolean expired) {
    for (int i = 0; i < chain.size(); i++) {
      X509Certificate one = chain.get(i);
      String which = CertificateText.which(i, chain.size());
      if (expired && one.getNotAfter().toInstant().toEpochMilli() < now) {
        return new ProbeFailure(which + CertificateText.expired(one), "have it renewed")
            .note("subject", CertificateText.subject(one))
            .lasting();
      }
      if (!expired && one.getNotBefore().toInstant().toEpochMilli() > now) {
        return new ProbeFailure(
                which
                    + "is not valid before "
                    + Days.day(one.getNotBefore().toInstant().toEpochMilli()),
                "see that both clocks are right, or have it renewed")
            .note("subject", CertificateText.subject(one));
      }
    }
    return new ProbeFailure(
            expired
                ? "a certificate between its own and the trust store's has expired"
                : "a certificate between its own and the trust store's is not valid yet",
            "have it renewed")
        .lasting();
  }
}
