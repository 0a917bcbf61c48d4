package dev.startguard.core.check;

import java.nio.charset.StandardCharsets;

/**
 * Walks the environment as the kernel has it. Splits as the JDK does: at the first {@code =} that
 * is not the first byte; what has none is no variable.
 */
public final class EnvironBlock {
  private final byte[] bytes;
  private int start;
  private int equals;
  private int end = -1;

  /**
   * @param bytes {@code NAME=value}, each closed by a NUL
   */
  public EnvironBlock(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Goes on to the next variable; false when there is none. */
  public boolean next() {
    while (end < bytes.length) {
      start = end + 1;
      equals = -1;
      end = start;
      while (end < bytes.length && bytes[end] != 0) {
        if (equals < 0 && bytes[end] == '=' && end > start) {
          equals = end;
        }
        end++;
      }
      if (equals >= 0) {
        return true;
      }
    }
    return false;
  }

  /** The variable's name. */
  public String name() {
    return new String(bytes, start, equals - start, StandardCharsets.UTF_8);
  }

  /** The value's bytes. */
  public byte[] value() {
    byte[] value = new byte[end - equals - 1];
    System.arraycopy(bytes, equals + 1, value, 0, value.length);
    return value;
  }

  /** Whether the value holds nothing but ASCII. */
  public boolean ascii() {
    for (int i = equals + 1; i < end; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
