package dev.startguard.finding;

/**
 * A stretch of one line of a manifest.
 *
 * @param source the file
 * @param line the line, from 1
 * @param column the first column, from 1, in code points
 * @param length the number of columns to underline, at least 1
 */
public record ManifestLocation(SourceFile source, int line, int column, int length)
    implements Location {

  /** {@code file:line:column}, as editors and terminals understand it. */
  public String text() {
    return source.name() + ":" + line + ":" + column;
  }

  /**
   * Whether this place stands before {@code other}: by file in the order of reading, then by line
   * and column.
   */
  public boolean before(ManifestLocation other) {
    if (source != other.source) {
      return source.order() < other.source.order();
    }
    return line != other.line ? line < other.line : column < other.column;
  }
}
