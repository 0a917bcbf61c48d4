package dev.startguard.finding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a manifest file, kept so that findings can show the line they point at.
 *
 * <p>A line is shown only when the file is known to be a manifest ({@link #showable()}): {@code
 * manifest=/run/secrets/x} must not print the secret. What was masked stays masked in every
 * excerpt.
 */
public final class SourceFile {
  /** What stands where a scalar was masked; its width says nothing about the scalar's. */
  public static final String MASK = "***";

  private final String name;
  private final int order;
  private final String text;
  private final List<ManifestLocation> masks = new ArrayList<>();
  private final List<Integer> maskedLines = new ArrayList<>();
  private boolean showable;

  /**
   * @param name as the user knows the file: relative to the working directory where that is shorter
   * @param order 0 for the root manifest, then the order in which includes were read
   * @param text the decoded text
   */
  public SourceFile(String name, int order, String text) {
    this.name = name;
    this.order = order;
    this.text = text;
  }

  public String name() {
    return name;
  }

  public int order() {
    return order;
  }

  /** Says that the file is a manifest, so that its lines may be shown. */
  public void showable(boolean value) {
    showable = value;
  }

  public boolean showable() {
    return showable;
  }

  /** Hides the stretch in every excerpt. */
  public void mask(ManifestLocation stretch) {
    masks.add(stretch);
  }

  /** Hides every scalar of the line: after its first colon, or all of it where there is none. */
  public void maskLine(int line) {
    maskedLines.add(line);
  }

  /** The line as it may be shown, or null when nothing of it may. */
  public @Nullable Excerpt excerpt(ManifestLocation at) {
    String line = showable ? line(at.line()) : null;
    if (line == null) {
      return null;
    }
    if (maskedLines.contains(at.line())) {
      int colon = line.indexOf(':');
      return colon < 0
          ? null
          : new Excerpt(line.substring(0, colon + 1) + " " + MASK, 1, Math.max(1, colon));
    }
    return masked(line, at);
  }

  private Excerpt masked(String line, ManifestLocation at) {
    int[] points = line.codePoints().toArray();
    StringBuilder out = new StringBuilder();
    int column = at.column();
    int length = at.length();
    for (int i = 0; i < points.length; ) {
      ManifestLocation mask = maskAt(at.line(), i + 1);
      if (mask == null) {
        out.appendCodePoint(points[i++]);
        continue;
      }
      int width = Math.min(mask.length(), points.length - i);
      if (i + 1 == at.column()) {
        length = MASK.length();
      } else if (i + 1 < at.column()) {
        column += MASK.length() - width;
      }
      out.append(MASK);
      i += width;
    }
    return new Excerpt(out.toString(), Math.max(1, column), Math.max(1, length));
  }

  private @Nullable ManifestLocation maskAt(int line, int column) {
    for (ManifestLocation mask : masks) {
      if (mask.line() == line && mask.column() == column) {
        return mask;
      }
    }
    return null;
  }

  private @Nullable String line(int wanted) {
    int start = 0;
    for (int line = 1; line < wanted; line++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return null;
      }
      start = end + 1;
    }
    int end = text.indexOf('\n', start);
    String line = end < 0 ? text.substring(start) : text.substring(start, end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
