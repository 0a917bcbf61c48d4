package dev.startguard.core.check.version;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar within a jar: its table of contents (APPNOTE.TXT 4.3.12), read in place. Whatever the size
 * of the jar, no more than the table is held: what lies before it is skipped, which costs nothing
 * where the jar is stored, as Spring Boot does it.
 */
final class NestedJar {
  private static final int END = 0x06054b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END_LENGTH = 22;
  private static final int LOCAL_LENGTH = 30;

  /** The end's comment may be so long. */
  private static final int COMMENT = 65_535;

  /** No table may be larger, in bytes: some 100 000 entries. */
  private static final int TABLE = 16 << 20;

  private final ZipFile outer;
  private final ZipEntry place;
  private final byte[] table;
  private int at;

  /**
   * @throws IOException when it is no jar, or one that is too large
   */
  NestedJar(ZipFile outer, ZipEntry place) throws IOException {
    this.outer = outer;
    this.place = place;
    long size = place.getSize();
    int tail = (int) Math.min(size, COMMENT + END_LENGTH);
    byte[] last = bytes(size - tail, tail);
    int end = last.length - END_LENGTH;
    while (end >= 0 && number(last, end, 4) != END) {
      end--;
    }
    if (end < 0) {
      throw new IOException("no jar");
    }
    long length = number(last, end + 12, 4);
    long begin = number(last, end + 16, 4);
    if (length > TABLE || begin + length > size) {
      throw new IOException("no jar that can be read");
    }
    table = bytes(begin, (int) length);
    at = -1;
  }

  /** Goes to the next entry; false when there is none. */
  boolean next() throws IOException {
    at = at < 0 ? 0 : at + 46 + nameLength() + (int) (field(30, 2) + field(32, 2));
    return at + 46 <= table.length && field(0, 4) == ENTRY;
  }

  /** The entry's name. */
  String name() throws IOException {
    int length = nameLength();
    if (at + 46 + length > table.length) {
      throw new IOException("a damaged jar");
    }
    return new String(table, at + 46, length, StandardCharsets.UTF_8);
  }

  /** The entry's content, or its first {@code limit} bytes. */
  byte[] content(int limit) throws IOException {
    long local = field(42, 4);
    byte[] header = bytes(local, LOCAL_LENGTH);
    long begin = local + LOCAL_LENGTH + number(header, 26, 2) + number(header, 28, 2);
    boolean stored = field(10, 2) == 0;
    int packed = (int) Math.min(field(20, 4), limit);
    byte[] bytes = bytes(begin, packed);
    return stored ? bytes : inflate(bytes, limit);
  }

  private static byte[] inflate(byte[] packed, int limit) throws IOException {
    Inflater inflater = new Inflater(true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InflaterInputStream in =
        new InflaterInputStream(new java.io.ByteArrayInputStream(packed), inflater)) {
      out.write(in.readNBytes(limit));
    } finally {
      inflater.end();
    }
    return out.toByteArray();
  }

  private byte[] bytes(long from, int length) throws IOException {
    if (from < 0 || length < 0 || from + length > place.getSize()) {
      throw new IOException("a damaged jar");
    }
    try (InputStream in = outer.getInputStream(place)) {
      in.skipNBytes(from);
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new IOException("a jar that is cut off");
      }
      return bytes;
    }
  }

  private int nameLength() throws IOException {
    return (int) field(28, 2);
  }

  private long field(int offset, int width) throws IOException {
    return number(table, at + offset, width);
  }

  /** An unsigned number, lowest byte first. */
  private static long number(byte[] bytes, int from, int width) throws IOException {
    if (from < 0 || from + width > bytes.length) {
      throw new IOException("a damaged jar");
    }
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[from + i] & 0xff);
    }
    return value;
  }
}
