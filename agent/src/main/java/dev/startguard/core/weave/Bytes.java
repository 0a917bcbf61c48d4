package dev.startguard.core.weave;

import java.util.Arrays;

/** A part of a class file, as it is written. */
final class Bytes {
  private byte[] bytes = new byte[64];
  private int size;

  int size() {
    return size;
  }

  void u1(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void u2(int value) {
    u1(value >>> 8);
    u1(value);
  }

  void u4(int value) {
    u2(value >>> 16);
    u2(value);
  }

  /** One byte each. */
  void all(int... values) {
    for (int value : values) {
      u1(value);
    }
  }

  void copy(byte[] from, int begin, int end) {
    room(end - begin);
    System.arraycopy(from, begin, bytes, size, end - begin);
    size += end - begin;
  }

  void add(Bytes other) {
    copy(other.bytes, 0, other.size);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
