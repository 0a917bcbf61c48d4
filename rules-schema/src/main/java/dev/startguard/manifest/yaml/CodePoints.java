package dev.startguard.manifest.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The whole text for SnakeYAML's scanner. Its own reader moves a window over the text and copies
 * what it has not consumed at every step, which takes quadratic time for one long token; and it
 * counts a byte-order mark's column differently from what editors show. The characters have been
 * checked before.
 */
final class CodePoints extends StreamReader {
  private final int[] points;
  private final int end;
  private int at;
  private int line;
  private int column;

  CodePoints(String text) {
    super("");
    points = new int[text.length()];
    int count = 0;
    for (int i = 0; i < text.length(); count++) {
      int point = text.codePointAt(i);
      points[count] = point;
      i += Character.charCount(point);
    }
    end = count;
  }

  @Override
  public Mark getMark() {
    return new Mark("", at, line, column, points, at);
  }

  @Override
  public void forward() {
    forward(1);
  }

  @Override
  public void forward(int length) {
    for (int i = 0; i < length && at < end; i++) {
      if (points[at++] == '\n') {
        line++;
        column = 0;
      } else {
        column++;
      }
    }
  }

  @Override
  public int peek() {
    return at < end ? points[at] : 0;
  }

  @Override
  public int peek(int index) {
    return at + index < end ? points[at + index] : 0;
  }

  @Override
  public String prefix(int length) {
    return new String(points, at, Math.min(length, end - at));
  }

  @Override
  public String prefixForward(int length) {
    String prefix = prefix(length);
    int passed = Math.min(length, end - at);
    at += passed;
    column += passed;
    return prefix;
  }

  @Override
  public int getColumn() {
    return column;
  }

  @Override
  public int getDocumentIndex() {
    return at;
  }

  @Override
  public void resetDocumentIndex() {
    // the reader's own limits apply
  }

  @Override
  public int getIndex() {
    return at;
  }

  @Override
  public int getLine() {
    return line;
  }
}
