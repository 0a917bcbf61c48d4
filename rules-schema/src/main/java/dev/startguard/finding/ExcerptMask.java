package dev.startguard.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the mask over what of a line must not be shown, and the caret where it then belongs. */
final class ExcerptMask {
  private ExcerptMask() {}

  /** The key that the line starts with, and nothing else; null when it starts with none. */
  static @Nullable Excerpt keyOnly(String line, ManifestLocation at) {
    int start = 0;
    while (start < line.length() && (line.charAt(start) == ' ' || line.startsWith("- ", start))) {
      start++;
    }
    int colon = start;
    while (colon < line.length() && keyPart(line.charAt(colon))) {
      colon++;
    }
    boolean key =
        colon > start
            && line.startsWith(":", colon)
            && (colon + 1 == line.length() || line.charAt(colon + 1) == ' ');
    if (!key || Disclosure.looksLikeSecret(line.substring(start, colon))) {
      return null;
    }
    String shown = line.substring(0, colon + 1) + " " + SourceFile.MASK;
    return at.column() <= colon
        ? new Excerpt(shown, at.column(), Math.min(at.length(), colon + 1 - at.column()))
        : new Excerpt(shown, colon + 3, SourceFile.MASK.length());
  }

  private static boolean keyPart(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || c == '_'
        || c == '-'
        || c == '.';
  }

  /** The line with the mask over each stretch of {@code masks} that stands in it. */
  static Excerpt masked(String line, ManifestLocation at, List<ManifestLocation> masks) {
    int columns = line.codePointCount(0, line.length());
    int[] widths = new int[columns + 1];
    for (ManifestLocation mask : masks) {
      if (mask.line() == at.line() && mask.column() <= columns) {
        widths[mask.column() - 1] = Math.max(widths[mask.column() - 1], mask.length());
      }
    }
    StringBuilder out = new StringBuilder(line.length());
    int caret = 0;
    int end = 0;
    int hidden = 0;
    int shown = 0;
    for (int i = 0, index = 0; i <= columns; i++) {
      if (widths[i] > 0 && hidden == 0) {
        out.append(SourceFile.MASK);
        shown += SourceFile.MASK.length();
      }
      hidden = Math.max(hidden, widths[i]);
      // a caret inside a mask covers the whole of it
      caret =
          i + 1 == at.column()
              ? (hidden > 0 ? shown - SourceFile.MASK.length() : shown) + 1
              : caret;
      if (i < columns) {
        int point = line.codePointAt(index);
        index += Character.charCount(point);
        if (hidden > 0) {
          hidden--;
        } else {
          out.appendCodePoint(point);
          shown++;
        }
      }
      end = i + 1 < at.column() + at.length() ? shown + 1 : end;
    }
    return new Excerpt(out.toString(), Math.max(1, caret), Math.max(1, end - Math.max(1, caret)));
  }
}
