package dev.startguard.manifest.read;

import dev.startguard.finding.Finding;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Severity;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.ManifestSource;
import dev.startguard.manifest.yaml.Characters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what is not plain ASCII: strict UTF-8, with or without a byte-order mark. Says which byte
 * is in the way.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3629#section-4">RFC 3629, section 4</a>
 */
final class Decoding {
  private final byte[] bytes;

  private Decoding(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The text, without a byte-order mark; null when the bytes are none, and then a finding says why.
   */
  static @Nullable String text(ManifestSource source, int order, List<Finding> findings) {
    byte[] bytes = source.bytes();
    SourceFile nothing = new SourceFile(source.name(), order, "");
    if (bytes.length > ManifestFile.MOST_BYTES) {
      findings.add(
          Finding.of("manifest-limit", Severity.ERROR, source.name())
              .gist("is larger than 1 MiB")
              .at(new ManifestLocation(nothing, 1, 1, 1), "at most 1 MiB")
              .fix("name the manifest: a file of this size is none")
              .build());
      return null;
    }
    Decoding decoding = new Decoding(bytes);
    String other = decoding.otherEncoding();
    int bad = other == null ? decoding.malformed() : 0;
    if (bad < 0) {
      boolean marked = decoding.starts(0xEF, 0xBB, 0xBF);
      return marked
          ? new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8)
          : new String(bytes, StandardCharsets.UTF_8);
    }
    String what =
        other == null
            ? "byte 0x"
                + Integer.toHexString(bytes[bad] & 0xFF)
                + " at offset "
                + bad
                + " is not UTF-8"
            : "it is " + other;
    findings.add(
        Finding.of("manifest-syntax", Severity.ERROR, source.name())
            .gist("is not UTF-8")
            .message(source.name() + " is not UTF-8: " + what)
            .at(decoding.place(nothing, bad), what)
            .fix("save the file as UTF-8")
            .build());
    return null;
  }

  private @Nullable String otherEncoding() {
    if (starts(0xFF, 0xFE, 0, 0) || starts(0, 0, 0xFE, 0xFF)) {
      return "UTF-32";
    }
    if (starts(0xFF, 0xFE) || starts(0xFE, 0xFF)) {
      return "UTF-16";
    }
    // without a mark: every second byte of an ASCII text is zero
    return bytes.length > 3 && (zeros(0, 2) || zeros(1, 3)) ? "UTF-16" : null;
  }

  private boolean zeros(int first, int second) {
    return bytes[first] == 0
        && bytes[second] == 0
        && bytes[first ^ 1] != 0
        && bytes[second ^ 1] != 0;
  }

  private boolean starts(int... values) {
    if (bytes.length < values.length) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if ((bytes[i] & 0xFF) != values[i]) {
        return false;
      }
    }
    return true;
  }

  /** The offset of the first byte that is not UTF-8; -1 when all are. */
  private int malformed() {
    for (int i = 0; i < bytes.length; ) {
      int length = length(i);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /** How many bytes the character at an offset has; 0 when there is none. */
  private int length(int at) {
    int first = bytes[at] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
      return tail(at + 1, 0x80, 0xBF) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
      // no overlong forms, no surrogates
      boolean second = tail(at + 1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
      return second && tail(at + 2, 0x80, 0xBF) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
      // nothing above U+10FFFF
      boolean second = tail(at + 1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
      return second && tail(at + 2, 0x80, 0xBF) && tail(at + 3, 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
  }

  private boolean tail(int at, int least, int most) {
    return at < bytes.length && (bytes[at] & 0xFF) >= least && (bytes[at] & 0xFF) <= most;
  }

  /** The place of a byte, all before it being UTF-8. */
  private ManifestLocation place(SourceFile file, int offset) {
    String before = new String(bytes, 0, offset, StandardCharsets.UTF_8);
    ManifestLocation place = Characters.place(file, before, before.length());
    boolean marked = starts(0xEF, 0xBB, 0xBF) && place.line() == 1 && place.column() > 1;
    return marked ? new ManifestLocation(file, 1, place.column() - 1, 1) : place;
  }
}
