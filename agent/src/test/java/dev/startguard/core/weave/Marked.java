package dev.startguard.core.weave;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.LocalDate;
import java.util.function.Supplier;

/** Calls that are marked, and as many that are not. */
@SuppressWarnings({"JavaTimeDefaultTimeZone", "UnnecessaryLambda", "unused"})
final class Marked {
  final Object day;

  @StartguardIgnore
  Marked() {
    day = LocalDate.now();
  }

  Marked(boolean seen) {
    day = LocalDate.now();
  }

  @StartguardIgnore
  static Supplier<Object> today() {
    Supplier<Supplier<LocalDate>> nested =
        () -> {
          LocalDate outer = LocalDate.now();
          return () -> outer == null ? null : LocalDate.now();
        };
    return () -> nested.get().get().isAfter(LocalDate.now());
  }

  static Supplier<Object> today(boolean seen) {
    return () -> LocalDate.now() + "" + seen;
  }

  @StartguardIgnore
  static Supplier<Object> reference() {
    return LocalDate::now;
  }

  /** A call of an unmarked method of the class, not its code. */
  @StartguardIgnore
  static Supplier<Object> ofAnother() {
    return Marked::seen;
  }

  static Object seen() {
    return LocalDate.now();
  }

  @StartguardIgnore
  static final class Whole {
    Object today() {
      return LocalDate.now();
    }

    Object tomorrow() {
      return LocalDate.now().plusDays(1);
    }
  }

  /** Calls nothing that is watched. */
  @StartguardIgnore
  static final class Idle {}

  @Retention(RetentionPolicy.CLASS)
  @interface StartguardIgnore {}
}
