package dev.startguard.finding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A secret's value. The text never leaves: code that builds messages can ask for facts, and gets a
 * yes, a bucket or a parsed object, never characters. {@link #toString()} says {@code (secret)}.
 *
 * <p>Held as bytes so that {@link #erase()} can overwrite them; nothing keeps a secret after
 * validation. {@link #parse} is the only door to the bytes, and an ArchUnit rule keeps those who
 * may use it few.
 */
public final class Redacted {
  private final byte[] bytes;
  private boolean erased;

  private Redacted(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the array over: the caller must not keep it. */
  public static Redacted of(byte[] bytes) {
    return new Redacted(bytes);
  }

  /** A value that came as text, from a variable. */
  public static Redacted of(String text) {
    return new Redacted(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Turns a secret into something that is not its text: a fact, a certificate, a key, a point in
   * time.
   */
  public interface Parser<T extends @Nullable Object> {
    /**
     * Makes a fact of the secret.
     *
     * @param bytes the secret's own array, not a copy: to be read only, and not to be kept
     */
    T parse(byte[] bytes);
  }

  /**
   * What the parser makes of the secret. The result must not give the text away.
   *
   * @throws IllegalStateException when the secret was erased
   */
  public <T extends @Nullable Object> T parse(Parser<T> parser) {
    return parser.parse(bytes());
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Whether nothing but ASCII white space is in it; false when empty. */
  public boolean isBlank() {
    for (byte b : bytes()) {
      if (b != ' ' && (b < '\t' || b > '\r')) {
        return false;
      }
    }
    return bytes.length > 0;
  }

  /** Whether both hold the same bytes. */
  public boolean sameAs(Redacted other) {
    return Arrays.equals(bytes(), other.bytes());
  }

  /** How long it is, in bytes, as far as that may be said: never the exact length. */
  public String lengthBucket() {
    int length = bytes.length;
    if (length == 0) {
      return "empty";
    }
    if (length < 8) {
      return "shorter than 8 bytes";
    }
    if (length >= 128) {
      return "128 bytes or longer";
    }
    int from = Integer.highestOneBit(length);
    return from + " to " + (2 * from - 1) + " bytes";
  }

  /** Whether the value was overwritten, so that nothing more can be asked of it. */
  public boolean erased() {
    return erased;
  }

  /** Overwrites the value with zeros. */
  public void erase() {
    erased = true;
    Arrays.fill(bytes, (byte) 0);
  }

  byte[] bytes() {
    if (erased) {
      throw new IllegalStateException("a secret was asked for after it had been erased");
    }
    return bytes;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
