package dev.startguard.core.check.version;

import dev.startguard.core.check.Budget;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A SHA-256: of a file, as it is written, and as it is read from what somebody wrote. */
final class Sha256 {
  private static final int PIECE = 64 * 1024;
  private static final int HEX = 64;
  private static final String SRI = "sha256-";
  private static final String DIGITS = "0123456789abcdef";

  private final String hex;
  private final long size;

  private Sha256(String hex, long size) {
    this.hex = hex;
    this.size = size;
  }

  /** 64 lower-case digits. */
  String hex() {
    return hex;
  }

  /** How many bytes were read. */
  long size() {
    return size;
  }

  /**
   * Of a file that is known to be a regular one.
   *
   * @throws IOException when it cannot be read, or the budget is over
   */
  static Sha256 of(File file, Budget budget) throws IOException {
    if (file.length() == 0) {
      // not opened: the kernel's own files (/proc/kmsg, trace_pipe) have no length, and may block
      return new Sha256(hex(algorithm().digest()), 0);
    }
    try (FileInputStream in = budget.watch(new FileInputStream(file))) {
      Sha256 found = of(in, budget);
      budget.unwatch(in);
      return found;
    }
  }

  /** Of what a stream has left. */
  static Sha256 of(InputStream in, Budget budget) throws IOException {
    MessageDigest algorithm = algorithm();
    byte[] piece = new byte[PIECE];
    long size = 0;
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      algorithm.update(piece, 0, read);
      size += read;
      if (budget.leftNanos() == 0) {
        throw new IOException("the budget is over");
      }
    }
    return new Sha256(hex(algorithm.digest()), size);
  }

  /**
   * What somebody wrote, in lower-case hex: 64 hex digits, or Subresource Integrity's {@code
   * sha256-} and base64, of several tokens the first of these. Null when it is neither.
   */
  static @Nullable String read(String text) {
    String trimmed = text.strip();
    if (trimmed.length() == HEX) {
      return hexDigits(trimmed, HEX) ? lowerCase(trimmed) : null;
    }
    for (int start = 0; start < trimmed.length(); ) {
      int end = start;
      while (end < trimmed.length() && trimmed.charAt(end) > ' ') {
        end++;
      }
      if (trimmed.startsWith(SRI, start)) {
        return integrity(trimmed.substring(start + SRI.length(), end));
      }
      start = end + 1;
    }
    return null;
  }

  /** Whether the first {@code count} characters are hex digits. */
  static boolean hexDigits(String text, int count) {
    if (text.length() < count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String integrity(String base64) {
    int options = base64.indexOf('?');
    try {
      byte[] bytes =
          Base64.getDecoder().decode(options < 0 ? base64 : base64.substring(0, options));
      return bytes.length * 2 == HEX ? hex(bytes) : null;
    } catch (IllegalArgumentException noBase64) {
      return null;
    }
  }

  private static String lowerCase(String hex) {
    StringBuilder lower = new StringBuilder(HEX);
    for (int i = 0; i < HEX; i++) {
      lower.append(DIGITS.charAt(Character.digit(hex.charAt(i), 16)));
    }
    return lower.toString();
  }

  private static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      hex.append(DIGITS.charAt((b >> 4) & 15)).append(DIGITS.charAt(b & 15));
    }
    return hex.toString();
  }

  private static MessageDigest algorithm() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) { // every Java platform has it
      throw new IllegalStateException(impossible);
    }
  }
}
