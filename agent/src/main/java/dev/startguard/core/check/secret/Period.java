package dev.startguard.core.check.secret;

import dev.startguard.core.check.SecretText;
import dev.startguard.core.check.Validation;
import dev.startguard.core.credential.Certificate;
import dev.startguard.core.credential.CredentialException;
import dev.startguard.core.credential.Jwt;
import dev.startguard.finding.Redacted;
import dev.startguard.manifest.Secret;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a certificate or token is valid, in milliseconds since the epoch. Days are
 * shown in UTC.
 *
 * @param which which of several it is, with a blank after it; empty when there is one
 */
record Period(String which, long notBefore, long notAfter) {
  private static final long HOUR = 60 * 60 * 1000L;
  private static final long DAY = 24 * HOUR;

  /** The periods of all certificates, or of the token; null when they cannot be read. */
  static @Nullable List<Period> of(Validation validation, Secret secret) {
    Redacted value = validation.secrets().of(secret).judged();
    if (value == null) {
      return null;
    }
    if (secret.type().equals("pkcs12")) {
      List<Certificate> certificates = Keystore.certificates(validation, secret, value);
      return certificates == null ? null : ofAll(certificates);
    }
    List<Period> periods =
        value.parse(secret.type().equals("jwt") ? new OfToken() : new OfCertificates());
    return periods.isEmpty() ? null : periods;
  }

  /** {@code 2026-12-31}. */
  static String day(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY)).toString();
  }

  /** {@code 12 days ago}. */
  static String ago(long millis) {
    return amount(millis) + " ago";
  }

  /** {@code in 12 days}. */
  static String in(long millis) {
    return "in " + amount(millis);
  }

  private static String amount(long millis) {
    boolean days = millis >= 2 * DAY;
    long count = millis / (days ? DAY : HOUR);
    return count == 0
        ? "less than an hour"
        : count + (days ? " day" : " hour") + (count == 1 ? "" : "s");
  }

  private static List<Period> ofAll(List<Certificate> certificates) {
    List<Period> periods = new ArrayList<>();
    for (int i = 0; i < certificates.size(); i++) {
      String which =
          certificates.size() == 1
              ? ""
              : "certificate " + (i + 1) + " of " + certificates.size() + " ";
      periods.add(
          new Period(which, certificates.get(i).notBefore(), certificates.get(i).notAfter()));
    }
    return periods;
  }

  private static final class OfCertificates implements Redacted.Parser<List<Period>> {
    @Override
    public List<Period> parse(byte[] bytes) {
      try {
        return ofAll(Certificate.inPem(bytes));
      } catch (CredentialException reportedElsewhere) {
        return List.of();
      }
    }
  }

  private static final class OfToken implements Redacted.Parser<List<Period>> {
    @Override
    public List<Period> parse(byte[] bytes) {
      int from = SecretText.start(bytes);
      try {
        Jwt token = Jwt.read(bytes, from, SecretText.end(bytes, from));
        long expires = token.expires() == Jwt.NONE ? Long.MAX_VALUE : token.expires();
        return List.of(new Period("", token.notBefore(), expires));
      } catch (CredentialException reportedElsewhere) {
        return List.of();
      }
    }
  }
}
