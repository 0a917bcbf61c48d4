package dev.startguard.core.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The table of contents of a jar in memory (APPNOTE.TXT 4.3.12). A {@link
 * java.util.zip.ZipInputStream} would have to inflate every entry to learn its name.
 */
final class CentralDirectory {
  private static final int END = 0x06054b50;
  private static final int ENTRY = 0x02014b50;

  private final byte[] jar;
  private final int start;

  /**
   * @throws IOException when the bytes are no jar
   */
  CentralDirectory(byte[] jar) throws IOException {
    this.jar = jar;
    int end = jar.length - 22;
    while (end >= 0 && number(end, 4) != END) {
      end--;
    }
    if (end < 0) {
      throw new IOException("no jar");
    }
    start = number(end + 16, 4);
  }

  /** The names of all entries. */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (int at = start; entry(at); at = next(at)) {
      names.add(name(at));
    }
    return names;
  }

  /** An entry's content; null when there is none of that name. */
  byte @Nullable [] read(String path) throws IOException {
    for (int at = start; entry(at); at = next(at)) {
      if (name(at).equals(path)) {
        return content(at);
      }
    }
    return null;
  }

  private boolean entry(int at) throws IOException {
    return number(at, 4) == ENTRY;
  }

  private int next(int at) throws IOException {
    return at + 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2);
  }

  private String name(int at) throws IOException {
    int length = number(at + 28, 2);
    within(at + 46, length);
    return new String(jar, at + 46, length, StandardCharsets.UTF_8);
  }

  private byte[] content(int at) throws IOException {
    int local = number(at + 42, 4);
    int begin = local + 30 + number(local + 26, 2) + number(local + 28, 2);
    int packed = number(at + 20, 4);
    within(begin, packed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (number(at + 10, 2) == 0) {
      out.write(jar, begin, packed);
    } else {
      inflate(begin, packed, out);
    }
    return out.toByteArray();
  }

  private void inflate(int begin, int packed, ByteArrayOutputStream out) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(jar, begin, packed);
      byte[] buffer = new byte[8192];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new IOException("a jar that is cut off");
        }
        out.write(buffer, 0, count);
      }
    } catch (DataFormatException e) {
      throw new IOException("a damaged jar", e);
    } finally {
      inflater.end();
    }
  }

  /**
   * An unsigned number, lowest byte first; one of four bytes that is beyond an int's range is
   * negative.
   */
  private int number(int at, int width) throws IOException {
    within(at, width);
    int value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = (value << 8) | (jar[at + i] & 0xff);
    }
    return value;
  }

  private void within(int at, int length) throws IOException {
    if (at < 0 || length < 0 || at > jar.length - length) {
      throw new IOException("a damaged jar");
    }
  }
}
