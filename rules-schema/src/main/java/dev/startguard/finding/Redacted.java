package dev.startguard.finding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A secret's value. The text never leaves: code that builds messages can ask for facts, and gets a
 * yes, a number or a parsed object, never characters. {@link #toString()} says {@code (secret)}.
 *
 * <p>Held as bytes so that {@link #erase()} can overwrite them; nothing keeps a secret after
 * validation.
 */
public final class Redacted {
  private final byte[] bytes;

  private Redacted(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the array over: the caller must not keep it. */
  public static Redacted of(byte[] bytes) {
    return new Redacted(bytes);
  }

  /** A value that came as text, from a variable or a property. */
  public static Redacted of(String text) {
    return new Redacted(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A question about a secret that is answered with yes or no. */
  public interface Test {
    boolean test(byte[] bytes);
  }

  /**
   * Turns a secret into something that is not its text: a certificate, a key, a point in time, a
   * count.
   */
  public interface Parser<T extends @Nullable Object> {
    T parse(byte[] bytes);
  }

  public boolean test(Test question) {
    return question.test(bytes);
  }

  /**
   * What the parser makes of the secret. The result must not give the text away; ArchUnit keeps the
   * callers few.
   */
  public <T extends @Nullable Object> T parse(Parser<T> parser) {
    return parser.parse(bytes);
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Whether nothing but ASCII white space is in it; false when empty. */
  public boolean isBlank() {
    for (byte b : bytes) {
      if (b != ' ' && (b < '\t' || b > '\r')) {
        return false;
      }
    }
    return bytes.length > 0;
  }

  /** Whether both hold the same bytes. */
  public boolean sameAs(Redacted other) {
    return Arrays.equals(bytes, other.bytes);
  }

  /** Overwrites the value; every later question is answered for an array of zeros. */
  public void erase() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
