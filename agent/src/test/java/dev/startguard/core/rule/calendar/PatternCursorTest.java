package dev.startguard.core.rule.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternCursorTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "yyyy-MM-dd, y4 [-] M2 [-] d2",
        "HH'h'mm, H2 [h] m2",
        "d'd'''d, d1 [d] ['] d1",
        "''yy'', ['] y2 [']",
        "'it''s' E, [i] [t] ['] [s] [ ] E1",
        "y[-M], y1 [[] [-] M1 []]",
        "d'', d1 [']",
        "''''H, ['] ['] H1",
        "yyyyMMdd, y4> M2> d2",
        "HH'T'mm, H2 [T] m2",
        "yMé, y1> M1 [é]"
      })
  void takesRunsAndLiteralsApart(String pattern, String parts) {
    assertThat(parts(new PatternCursor(pattern))).isEqualTo(parts);
  }

  @Test
  void endsAtOnceWhereThereIsNothing() {
    assertThat(new PatternCursor("").next()).isFalse();
  }

  @Test
  void knowsAnOpenQuote() {
    PatternCursor cursor = new PatternCursor("HH 'Uhr");
    assertThat(parts(cursor)).isEqualTo("H2 [ ] [U] [h] [r]");
    assertThat(cursor.open()).isTrue();
  }

  private static String parts(PatternCursor cursor) {
    StringBuilder parts = new StringBuilder();
    while (cursor.next()) {
      parts.append(parts.length() == 0 ? "" : " ");
      if (cursor.letter() == 0) {
        parts.append('[').append(cursor.literal()).append(']');
      } else {
        parts.append(cursor.letter()).append(cursor.count()).append(cursor.abuts() ? ">" : "");
      }
    }
    return parts.toString();
  }
}
