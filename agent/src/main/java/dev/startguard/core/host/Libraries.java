package dev.startguard.core.host;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Finds a file in the libraries that an executable jar or war carries in itself. */
final class Libraries {
  private static final int END_OF_DIRECTORY = 0x06054b50;
  private static final int DIRECTORY_ENTRY = 0x02014b50;

  private Libraries() {}

  /** Looks into every {@code *.jar} of a directory; null when none has the file. */
  static byte @Nullable [] inDirectory(File directory, String path) throws IOException {
    String[] names = directory.list();
    if (names == null) {
      return null;
    }
    for (String name : names) {
      if (name.endsWith(".jar")) {
        try (JarFile jar = new JarFile(new File(directory, name))) {
          JarEntry entry = jar.getJarEntry(path);
          if (entry != null) {
            try (InputStream in = jar.getInputStream(entry)) {
              return in.readAllBytes();
            }
          }
        }
      }
    }
    return null;
  }

  /**
   * Looks into every {@code *.jar} that lies below {@code prefix} in a jar; null when none has the
   * file.
   */
  static byte @Nullable [] inJar(File file, String prefix, String path) throws IOException {
    try (JarFile jar = new JarFile(file)) {
      Enumeration<JarEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().startsWith(prefix) && entry.getName().endsWith(".jar")) {
          try (InputStream in = jar.getInputStream(entry)) {
            byte[] found = inBytes(in.readAllBytes(), path);
            if (found != null) {
              return found;
            }
          } catch (IndexOutOfBoundsException e) { // lengths or offsets that point outside it
            throw new IOException("a readable jar: " + entry.getName() + " is damaged", e);
          }
        }
      }
    }
    return null;
  }

  /**
   * Looks the file up in a jar's central directory (APPNOTE.TXT 4.3.12): the entries before it need
   * not be inflated, as a stream would have to.
   */
  static byte @Nullable [] inBytes(byte[] jar, String path) throws IOException {
    int end = jar.length - 22;
    while (end >= 0 && number(jar, end, 4) != END_OF_DIRECTORY) {
      end--;
    }
    if (end < 0) {
      return null;
    }
    int at = number(jar, end + 16, 4);
    byte[] name = path.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    while (at >= 0 && at + 46 <= jar.length && number(jar, at, 4) == DIRECTORY_ENTRY) {
      int nameLength = number(jar, at + 28, 2);
      if (nameLength == name.length
          && java.util.Arrays.equals(jar, at + 46, at + 46 + nameLength, name, 0, nameLength)) {
        return content(jar, at);
      }
      at += 46 + nameLength + number(jar, at + 30, 2) + number(jar, at + 32, 2);
    }
    return null;
  }

  private static byte[] content(byte[] jar, int entry) throws IOException {
    int method = number(jar, entry + 10, 2);
    int packed = number(jar, entry + 20, 4);
    int local = number(jar, entry + 42, 4);
    int start = local + 30 + number(jar, local + 26, 2) + number(jar, local + 28, 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (method == 0) {
      out.write(jar, start, packed);
      return out.toByteArray();
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(jar, start, packed);
      byte[] buffer = new byte[8192];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new IOException("a whole jar: one in the libraries is cut off");
        }
        out.write(buffer, 0, count);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new IOException("a readable jar: one in the libraries is damaged", e);
    } finally {
      inflater.end();
    }
  }

  private static int number(byte[] bytes, int at, int width) {
    int value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[at + i] & 0xff);
    }
    return value;
  }
}
