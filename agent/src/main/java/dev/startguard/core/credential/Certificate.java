package dev.startguard.core.credential;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of an X.509 certificate (RFC 5280): from when to when it is valid, and its public
 * key.
 */
public final class Certificate {
  private static final long DAY = 24 * 60 * 60 * 1000L;

  private final long notBefore;
  private final long notAfter;
  private final Der publicKey;

  private Certificate(long notBefore, long notAfter, Der publicKey) {
    this.notBefore = notBefore;
    this.notAfter = notAfter;
    this.publicKey = publicKey;
  }

  /**
   * The certificates of a PEM file, in its order; at least one.
   *
   * @throws CredentialException when there is none, or one is damaged
   */
  public static List<Certificate> inPem(byte[] pem) throws CredentialException {
    List<Certificate> certificates = new ArrayList<>();
    List<PemBlock> blocks = PemBlock.all(pem);
    for (PemBlock block : blocks) {
      if (block.labelled("CERTIFICATE")) {
        certificates.add(read(block.der()));
      }
    }
    if (certificates.isEmpty()) {
      throw new CredentialException(
          blocks.isEmpty() ? "not PEM" : "is PEM, but holds no certificate");
    }
    return certificates;
  }

  /** Reads one certificate; what follows it (OpenSSL's trust settings) is passed over. */
  static Certificate read(byte[] der) throws CredentialException {
    Der body = Der.of(der).expect(Der.SEQUENCE).child(0).expect(Der.SEQUENCE);
    int first = body.child(0).context(0) ? 1 : 0; // version 1 leaves its number out
    Der validity = body.child(first + 3).expect(Der.SEQUENCE);
    Der publicKey = body.child(first + 5).expect(Der.SEQUENCE);
    return new Certificate(millis(validity.child(0)), millis(validity.child(1)), publicKey);
  }

  /** The first moment of its validity, in milliseconds since the epoch. */
  public long notBefore() {
    return notBefore;
  }

  /** The last moment of its validity, in milliseconds since the epoch. */
  public long notAfter() {
    return notAfter;
  }

  /** The subject's public key: algorithm and bits. */
  Der publicKey() {
    return publicKey;
  }

  /**
   * UTCTime {@code YYMMDDhhmm[ss]} and GeneralizedTime {@code YYYYMMDDhhmmss}, in UTC. RFC 5280,
   * 4.1.2.5, wants a {@code Z} at the end; an offset, which older certificates have, shifts by less
   * than a day and is passed over.
   */
  private static long millis(Der time) throws CredentialException {
    int digits = time.is(Der.UTC_TIME) ? 2 : time.is(Der.GENERALIZED_TIME) ? 4 : 0;
    if (digits == 0 || time.length() < digits + 8) {
      throw Der.broken();
    }
    int year = number(time, 0, digits);
    if (digits == 2) {
      year += year < 50 ? 2000 : 1900;
    }
    int at = digits;
    boolean seconds = time.length() >= at + 10 && time.at(at + 8) >= '0' && time.at(at + 8) <= '9';
    long ofDay =
        number(time, at + 4, 2) * 3600L
            + number(time, at + 6, 2) * 60L
            + (seconds ? number(time, at + 8, 2) : 0);
    try {
      return LocalDate.of(year, number(time, at, 2), number(time, at + 2, 2)).toEpochDay() * DAY
          + ofDay * 1000;
    } catch (DateTimeException noSuchDay) {
      throw Der.broken();
    }
  }

  private static int number(Der text, int from, int length) throws CredentialException {
    int number = 0;
    for (int i = from; i < from + length; i++) {
      int digit = text.at(i) - '0';
      if (digit < 0 || digit > 9) {
        throw Der.broken();
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
