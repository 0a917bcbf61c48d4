package dev.startguard.core.report;

import dev.startguard.finding.Excerpt;
import org.jspecify.annotations.Nullable;

/** A source line with its number, and below it the caret with its label. */
final class ExcerptText {
  /** How much of a long line is shown, in code points, the marked stretch in it. */
  private static final int WINDOW = 120;

  private final Printable printable;
  private final Style style;

  ExcerptText(Printable printable, Style style) {
    this.printable = printable;
    this.style = style;
  }

  void append(StringBuilder out, int line, Excerpt excerpt, @Nullable String label, char mark) {
    String number = Integer.toString(line);
    int gutter = Math.max(2, number.length()) + 3;
    spaces(out, gutter);
    out.append("|\n");
    spaces(out, gutter - 1 - number.length());
    out.append(number).append(" | ");

    int[] points = points(excerpt.text());
    int caret = Math.min(Math.max(excerpt.column(), 1), points.length + 1) - 1;
    int end = Math.max(caret + 1, Math.min(points.length, caret + excerpt.length()));
    int from = caret > WINDOW / 2 && points.length > WINDOW ? caret - WINDOW / 2 : 0;
    int to = Math.min(points.length, from + WINDOW);
    end = Math.min(end, Math.max(to, caret + 1));

    int before = from > 0 ? 3 : 0;
    out.append(from > 0 ? "..." : "");
    int marked = 0;
    for (int i = from; i < to; i++) {
      printable.append(out, points[i]);
      if (i < caret) {
        before += printable.width(points[i]);
      } else if (i < end) {
        marked += printable.width(points[i]);
      }
    }
    out.append(to < points.length ? "...\n" : "\n");

    spaces(out, gutter);
    out.append("| ");
    spaces(out, before);
    StringBuilder carets = new StringBuilder();
    for (int i = 0; i < Math.max(1, marked); i++) {
      carets.append(mark);
    }
    out.append(style.paint("error", carets.toString()));
    if (label != null) {
      out.append(' ');
      printable.bounded(out, label);
    }
    out.append('\n');
  }

  private static int[] points(String text) {
    int[] points = new int[text.codePointCount(0, text.length())];
    for (int i = 0, at = 0; i < points.length; i++) {
      points[i] = text.codePointAt(at);
      at += Character.charCount(points[i]);
    }
    return points;
  }

  private static void spaces(StringBuilder out, int count) {
    for (int i = 0; i < count; i++) {
      out.append(' ');
    }
  }
}
