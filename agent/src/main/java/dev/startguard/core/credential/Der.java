package dev.startguard.core.credential;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One element of DER (X.690), or of the BER that some PKCS#12 writers use: indefinite lengths,
 * octet strings in pieces. A view on the caller's array; nothing is copied until it is asked for.
 */
final class Der {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OID = 0x06;
  static final int UTC_TIME = 0x17;
  static final int GENERALIZED_TIME = 0x18;
  static final int SEQUENCE = 0x30;

  /** No format that we read is nested deeper; what is, is an attack on the stack. */
  private static final int DEPTH = 32;

  private static final String BROKEN = "is damaged, or not in the format that it claims";

  private final byte[] bytes;
  private final int tag;
  private final int from;
  private final int to;
  private final int next;

  private Der(byte[] bytes, int tag, int from, int to, int next) {
    this.bytes = bytes;
    this.tag = tag;
    this.from = from;
    this.to = to;
    this.next = next;
  }

  /** The element that the array begins with. */
  static Der of(byte[] bytes) throws CredentialException {
    return read(bytes, 0, bytes.length, 0);
  }

  boolean is(int wanted) {
    return tag == wanted;
  }

  /** Whether the tag is {@code [number]}, constructed. */
  boolean context(int number) {
    return tag == 0xA0 + number;
  }

  /** Itself, when it has that tag. */
  Der expect(int wanted) throws CredentialException {
    if (tag != wanted) {
      throw broken();
    }
    return this;
  }

  int length() {
    return to - from;
  }

  byte at(int index) {
    return bytes[from + index];
  }

  /** A copy of the content; of an octet string in pieces, of all the pieces. */
  byte[] content() throws CredentialException {
    if ((tag & 0x20) == 0 || tag == SEQUENCE) {
      return Arrays.copyOfRange(bytes, from, to);
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream(to - from);
    for (Der piece : children()) {
      byte[] content = piece.content();
      joined.write(content, 0, content.length);
    }
    return joined.toByteArray();
  }

  /** Whether both have the same content. */
  boolean same(Der other) {
    return Arrays.equals(bytes, from, to, other.bytes, other.from, other.to);
  }

  /** Whether the content is this object identifier, given by its encoded bytes in hex. */
  boolean oid(String hex) {
    if (tag != OID || 2 * length() != hex.length()) {
      return false;
    }
    for (int i = 0; i < length(); i++) {
      if (Integer.parseInt(hex, 2 * i, 2 * i + 2, 16) != (at(i) & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /** A number from 0 to 2^31 - 1. */
  int number() throws CredentialException {
    expect(INTEGER);
    if (length() == 0 || length() > 5 || at(0) < 0) {
      throw broken();
    }
    long value = 0;
    for (int i = 0; i < length(); i++) {
      value = (value << 8) | (at(i) & 0xFF);
    }
    if (value > Integer.MAX_VALUE) {
      throw broken();
    }
    return (int) value;
  }

  /** What a constructed element holds. */
  List<Der> children() throws CredentialException {
    List<Der> children = new ArrayList<>();
    for (int at = from; at < to; ) {
      Der child = read(bytes, at, to, 0);
      children.add(child);
      at = child.next;
    }
    return children;
  }

  /** The child at {@code index}, of which there must be one. */
  Der child(int index) throws CredentialException {
    int at = from;
    for (int i = 0; at < to; i++) {
      Der child = read(bytes, at, to, 0);
      if (i == index) {
        return child;
      }
      at = child.next;
    }
    throw broken();
  }

  /** The whole element, tag and length included. */
  byte[] encoded() {
    return wrap(tag, Arrays.copyOfRange(bytes, from, to));
  }

  /** An element of that tag around the contents, one after the other. */
  static byte[] wrap(int tag, byte[]... contents) {
    int length = 0;
    for (byte[] content : contents) {
      length += content.length;
    }
    int lengthBytes = length < 128 ? 0 : (39 - Integer.numberOfLeadingZeros(length)) / 8;
    byte[] out = new byte[2 + lengthBytes + length];
    out[0] = (byte) tag;
    out[1] = (byte) (lengthBytes == 0 ? length : 0x80 | lengthBytes);
    for (int i = 0; i < lengthBytes; i++) {
      out[2 + i] = (byte) (length >> (8 * (lengthBytes - 1 - i)));
    }
    int at = 2 + lengthBytes;
    for (byte[] content : contents) {
      System.arraycopy(content, 0, out, at, content.length);
      at += content.length;
    }
    return out;
  }

  static CredentialException broken() {
    return new CredentialException(BROKEN);
  }

  private static Der read(byte[] bytes, int start, int limit, int depth)
      throws CredentialException {
    if (start + 2 > limit || depth > DEPTH || (bytes[start] & 0x1F) == 0x1F) {
      throw broken();
    }
    int tag = bytes[start] & 0xFF;
    int from = start + 2;
    int length = bytes[start + 1] & 0xFF;
    if (length == 0x80) {
      return indefinite(bytes, tag, from, limit, depth);
    }
    if (length > 0x80) {
      int lengthBytes = length & 0x7F;
      if (lengthBytes > 4 || from + lengthBytes > limit) {
        throw broken();
      }
      length = 0;
      for (int i = 0; i < lengthBytes; i++) {
        length = (length << 8) | (bytes[from++] & 0xFF);
      }
    }
    if (length < 0 || length > limit - from) {
      throw broken();
    }
    return new Der(bytes, tag, from, from + length, from + length);
  }

  /** Up to the two zero bytes that end what has no length. */
  private static Der indefinite(byte[] bytes, int tag, int from, int limit, int depth)
      throws CredentialException {
    if ((tag & 0x20) == 0) {
      throw broken();
    }
    int at = from;
    while (at + 2 <= limit) {
      if (bytes[at] == 0 && bytes[at + 1] == 0) {
        return new Der(bytes, tag, from, at, at + 2);
      }
      at = read(bytes, at, limit, depth + 1).next;
    }
    throw broken();
  }
}
