package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression in one of three dialects, told apart by the number of fields:
 *
 * <ul>
 *   <li>5: Unix, minute to day of week (0 to 7, both ends Sunday)
 *   <li>6: Spring's, with the seconds first; also {@code ?}, {@code L}, {@code W}, {@code #},
 *       ranges across the end of the week, and Quartz without a year
 *   <li>7: Quartz's, with a year last; days of the week from 1, and one of the two day fields is
 *       {@code ?}
 * </ul>
 *
 * and the macros {@code @yearly} to {@code @hourly}. An expression that can never fire, 30
 * February, is refused.
 */
final class CronType implements ValueType {
  private static final int LONGEST = 1_000;

  @Override
  public Judgement judge(String text, Fields entry) {
    String fault =
        text.length() > LONGEST ? "is longer than " + LONGEST + " characters" : fault(text);
    return fault == null
        ? Judgement.fits(text)
        : Causes.wrongType("not a cron expression", text, fault, null);
  }

  private static @Nullable String fault(String text) {
    if (text.startsWith("@")) {
      return switch (text) {
        case "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly" ->
            null;
        default ->
            "there is no such macro; there are @yearly, @monthly, @weekly, @daily and @hourly";
      };
    }
    List<String> fields = new ArrayList<>(8);
    int at = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == ' ' || text.charAt(i) == '\t') {
        if (i > at) {
          fields.add(text.substring(at, i));
        } else if (i == 0 || i == text.length()) {
          return "has white space around it";
        }
        at = i + 1;
      }
    }
    return fields.size() < 5 || fields.size() > 7
        ? "has neither 5 fields (Unix), 6 (Spring) nor 7 (Quartz)"
        : new CronFields(fields).fault();
  }

  @Override
  public String expectation(Fields entry) {
    return "a cron expression of 5 fields (Unix), 6 (Spring) or 7 (Quartz)";
  }
}
