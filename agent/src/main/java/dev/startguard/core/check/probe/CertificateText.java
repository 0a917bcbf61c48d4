package dev.startguard.core.check.probe;

import dev.startguard.core.check.Days;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * What is said of a certificate. Everything in it was chosen by a stranger: lengths are bounded
 * here, and the reporter escapes the rest.
 *
 * <p>A {@code Date}'s own text is never asked for: it would decide the JVM's default zone.
 */
final class CertificateText {
  private static final int NAMES = 5;
  private static final int DNS = 2;
  private static final int IP = 7;

  private CertificateText() {}

  /** Which of a chain's certificates: {@code certificate }, {@code certificate 2 of 3 }. */
  static String which(int index, int size) {
    return index == 0 ? "certificate " : "certificate " + (index + 1) + " of " + size + " ";
  }

  static String expired(X509Certificate one) {
    return "expired on " + Days.day(one.getNotAfter().toInstant().toEpochMilli());
  }

  static String subject(X509Certificate one) {
    return ProbeFailure.bounded(one.getSubjectX500Principal().getName());
  }

  static String issuer(X509Certificate one) {
    return ProbeFailure.bounded(one.getIssuerX500Principal().getName());
  }

  /** Adds the names that the certificate is for: the first few of them. */
  static ProbeFailure withNames(ProbeFailure failure, X509Certificate one) {
    StringBuilder names = new StringBuilder();
    int count = 0;
    for (List<?> name : alternatives(one)) {
      Object kind = name.get(0);
      if ((kind.equals(DNS) || kind.equals(IP)) && ++count <= NAMES) {
        names.append(count == 1 ? "" : ", ").append(ProbeFailure.bounded((String) name.get(1)));
      }
    }
    if (count == 0) {
      names.append("no name but its subject's, ").append(subject(one));
    } else if (count > NAMES) {
      names.append(", and ").append(count - NAMES).append(" more");
    }
    return failure.note("for", names.toString()).lasting();
  }

  private static Collection<List<?>> alternatives(X509Certificate one) {
    try {
      Collection<List<?>> names = one.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException unreadable) {
      return List.of();
    }
  }
}
