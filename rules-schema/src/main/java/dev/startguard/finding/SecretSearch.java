package dev.startguard.finding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Looks for secrets in a value: as they are, URL-encoded, escaped with backslashes, in hex, and in
 * base64 at any alignment. Every copy that is made of a secret is overwritten before the answer is
 * given.
 */
final class SecretSearch {
  /** Shorter secrets must be the whole value: they stand in too many others by chance. In bytes. */
  private static final int SHORT = 4;

  /**
   * A part of a secret counts from this length on: the piece that a shell left of it, a line of a
   * key. In bytes.
   */
  private static final int PART = 8;

  /** A piece from the middle counts from this length on. In bytes. */
  private static final int PIECE = 12;

  /** So much of a secret is cut into pieces, and so long a value is looked through for them. */
  private static final int LOOKED_AT = 256;

  private static final int LONG = 8192;

  private final byte[][] plain;
  private final byte[] base64;
  private final byte[] hex;

  private SecretSearch(String value) {
    byte[] raw = value.getBytes(StandardCharsets.UTF_8);
    byte[] percent = Encodings.percentDecoded(raw, false);
    plain =
        different(
            raw,
            percent,
            Encodings.percentDecoded(percent, false), // encoded twice
            Encodings.percentDecoded(percent, true),
            Encodings.percentDecoded(raw, true),
            Encodings.unescaped(raw),
            Encodings.unescaped(percent));
    base64 = Encodings.standardBase64(raw);
    hex = Encodings.lowerHex(raw);
  }

  /** Most values are the same in each reading, and need to be looked through once. */
  private static byte[][] different(byte[]... readings) {
    int count = 0;
    for (byte[] reading : readings) {
      boolean known = false;
      for (int i = 0; i < count && !known; i++) {
        known = Arrays.equals(readings[i], reading);
      }
      if (!known) {
        readings[count++] = reading;
      }
    }
    return Arrays.copyOf(readings, count);
  }

  /**
   * Whether the value is, holds, or is a part of one of the secrets; yes for all when one was
   * erased.
   */
  static boolean holds(List<Redacted> secrets, String value) {
    SecretSearch search = secrets.isEmpty() ? null : new SecretSearch(value);
    for (Redacted secret : secrets) {
      if (secret.erased() || (search != null && search.finds(secret.bytes()))) {
        return true;
      }
    }
    return false;
  }

  private boolean finds(byte[] secret) {
    int from = Encodings.trimmedStart(secret);
    int to = Encodings.trimmedEnd(secret, from);
    if (from == to) {
      return false;
    }
    if (to - from < SHORT) {
      return isWhole(secret, from, to)
          || (secret.length >= SHORT && stretch(secret, 0, secret.length));
    }
    return stretch(secret, from, to)
        || part(secret, from, to)
        || lines(secret, from, to)
        || userInfo(secret, from, to)
        || innerValues(secret, from, to)
        || isPart(secret);
  }

  private boolean isWhole(byte[] secret, int from, int to) {
    for (byte[] text : plain) {
      int start = Encodings.trimmedStart(text);
      if (Arrays.equals(secret, from, to, text, start, Encodings.trimmedEnd(text, start))) {
        return true;
      }
    }
    return false;
  }

  private boolean stretch(byte[] secret, int from, int to) {
    for (byte[] text : plain) {
      if (Encodings.indexOf(text, secret, from, to) >= 0) {
        return true;
      }
    }
    byte[] digits = Encodings.hex(secret, from, to);
    boolean found = Encodings.indexOf(hex, digits, 0, digits.length) >= 0;
    Arrays.fill(digits, (byte) 0);
    for (int shift = 0; shift < 3 && !found; shift++) {
      found = inBase64(secret, from, to, shift);
    }
    return found;
  }

  /**
   * In base64, after {@code shift} unknown bytes: without the characters that other bytes have a
   * share in.
   */
  private boolean inBase64(byte[] secret, int from, int to, int shift) {
    byte[] shifted = new byte[shift + to - from];
    System.arraycopy(secret, from, shifted, shift, to - from);
    byte[] encoded = Base64.getEncoder().withoutPadding().encode(shifted);
    int first = (shift * 8 + 5) / 6;
    int last = shifted.length * 8 / 6;
    boolean found = Encodings.indexOf(base64, encoded, first, last) >= 0;
    Arrays.fill(shifted, (byte) 0);
    Arrays.fill(encoded, (byte) 0);
    return found;
  }

  /**
   * Whether its beginning, or a longer piece of it, stands in the value as it is. Not asked of
   * secrets that hold more than a secret: half of a URL is a host that others have too.
   */
  private boolean part(byte[] secret, int from, int to) {
    byte[] text = plain[0];
    int end = Math.min(to, from + LOOKED_AT);
    if (to - from < PIECE || text.length > LONG || Encodings.structured(secret, from, to)) {
      return false;
    }
    if (Encodings.indexOf(text, secret, from, from + PART) >= 0) {
      return true;
    }
    for (int at = from; at + PIECE <= end; at++) {
      if (Encodings.indexOf(text, secret, at, at + PIECE) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** A secret of several lines, a key for instance, may stand elsewhere line by line. */
  private boolean lines(byte[] secret, int from, int to) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || secret[i] == '\n' || secret[i] == '\r') {
        if (i - start >= PART && i - start < to - from && stretch(secret, start, i)) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  /** The password of a secret that is a URL. */
  private boolean userInfo(byte[] secret, int from, int to) {
    int at = to - 1;
    while (at > from && secret[at] != '@') {
      at--;
    }
    int colon = at - 1;
    while (colon > from && secret[colon] != ':' && secret[colon] != '/') {
      colon--;
    }
    return at > from && colon > from && at - colon - 1 >= SHORT && decoded(secret, colon + 1, at);
  }

  /** The password of a URL's query, of properties, of JSON; whatever its key, when it is longer. */
  private boolean innerValues(byte[] secret, int from, int to) {
    if (!Encodings.structured(secret, from, to)) {
      return false; // any part of it counts
    }
    InnerValues values = new InnerValues(secret, from, to);
    while (values.next()) {
      int least = SecretNames.like(values.key()) ? SHORT : PART;
      if (values.to() - values.from() >= least
          && !Encodings.structured(secret, values.from(), values.to())
          && decoded(secret, values.from(), values.to())) {
        return true;
      }
    }
    return false;
  }

  /** A part of a URL or of JSON, as it stands there, and as its reader takes it. */
  private boolean decoded(byte[] secret, int from, int to) {
    if (stretch(secret, from, to)) {
      return true;
    }
    byte[] part = Arrays.copyOfRange(secret, from, to);
    byte[] percent = Encodings.percentDecoded(part, false);
    byte[] unescaped = Encodings.unescaped(part);
    boolean found =
        (percent.length < part.length && stretch(percent, 0, percent.length))
            || (unescaped.length < part.length && stretch(unescaped, 0, unescaped.length));
    Arrays.fill(part, (byte) 0);
    Arrays.fill(percent, (byte) 0);
    Arrays.fill(unescaped, (byte) 0);
    return found;
  }

  /**
   * Whether the value is a stretch of the secret: a password with a blank that was set without
   * quotes.
   */
  private boolean isPart(byte[] secret) {
    byte[] text = plain[0];
    int from = Encodings.trimmedStart(text);
    int to = Encodings.trimmedEnd(text, from);
    int least = Encodings.structured(secret, 0, secret.length) ? 2 * PART : PART;
    return to - from >= least && Encodings.indexOf(secret, text, from, to) >= 0;
  }
}
