package dev.startguard.core.rule.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of {@code java.time} that are a date, or have one. */
final class DateTypes {
  /** In {@code java.time}. */
  static final List<String> NAMES =
      List.of("LocalDate", "LocalDateTime", "ZonedDateTime", "OffsetDateTime");

  private DateTypes() {}

  /** The value's date; null when it is of another type. */
  static @Nullable LocalDate date(@Nullable Object value) {
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof LocalDateTime local) {
      return local.toLocalDate();
    }
    if (value instanceof ZonedDateTime zoned) {
      return zoned.toLocalDate();
    }
    return value instanceof OffsetDateTime offset ? offset.toLocalDate() : null;
  }
}
