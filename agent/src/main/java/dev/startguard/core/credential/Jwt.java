package dev.startguard.core.credential;

import java.util.Arrays;

/** What is asked of a JSON Web Token (RFC 7519): when it expires, and from when it is valid. */
public final class Jwt {
  /** Stands for a claim that is not there. */
  public static final long NONE = Long.MIN_VALUE;

  /** Seconds beyond which a date is no date: the year 9999. */
  private static final double MOST = 253_402_300_800.0;

  private static final String NO_JWT = "not a JWT";

  private final long notBefore;
  private final long expires;

  private Jwt(long notBefore, long expires) {
    this.notBefore = notBefore;
    this.expires = expires;
  }

  /**
   * Reads a token in its compact form. An encrypted one has five parts, and its claims cannot be
   * read.
   *
   * @throws CredentialException when it is none, or {@code exp} or {@code nbf} is no date
   */
  public static Jwt read(byte[] text, int from, int to) throws CredentialException {
    int dots = 0;
    int first = -1;
    int second = -1;
    for (int i = from; i < to; i++) {
      if (text[i] == '.') {
        dots++;
        second = dots == 2 ? i : second;
        first = dots == 1 ? i : first;
      }
    }
    if (dots != 2 && dots != 4) {
      throw new CredentialException(NO_JWT);
    }
    byte[] header = part(text, from, first);
    try {
      if (!new Claims(header).has("alg")) {
        throw new CredentialException("not a JWT: its header names no algorithm");
      }
    } finally {
      Arrays.fill(header, (byte) 0);
    }
    if (dots == 4) {
      return new Jwt(NONE, NONE);
    }
    byte[] claims = part(text, first + 1, second);
    try {
      Claims members = new Claims(claims);
      return new Jwt(millis(members, "nbf"), millis(members, "exp"));
    } finally {
      Arrays.fill(claims, (byte) 0);
    }
  }

  /** From when it is valid, in milliseconds since the epoch; {@link #NONE} when it does not say. */
  public long notBefore() {
    return notBefore;
  }

  /** When it expires, in milliseconds since the epoch; {@link #NONE} when it does not. */
  public long expires() {
    return expires;
  }

  /** A NumericDate: seconds since the epoch, fractions allowed. */
  private static long millis(Claims claims, String name) throws CredentialException {
    double seconds = claims.number(name);
    if (Double.isNaN(seconds)) {
      return NONE;
    }
    if (Math.abs(seconds) > MOST) {
      throw new CredentialException("is a JWT whose " + name + " is no date in seconds");
    }
    return (long) (seconds * 1000);
  }

  private static byte[] part(byte[] text, int from, int to) throws CredentialException {
    byte[] decoded = Encoded.decode(text, from, to, "base64url");
    if (decoded == null) {
      throw new CredentialException("not a JWT: a part of it is not base64url");
    }
    return decoded;
  }
}
