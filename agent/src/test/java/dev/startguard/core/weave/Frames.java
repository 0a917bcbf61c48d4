package dev.startguard.core.weave;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Method references, and what is thrown below them. */
@SuppressWarnings({"UnnecessaryMethodReference", "UnnecessaryLambda", "unused"})
final class Frames {
  private Frames() {}

  static Object ofACallee() throws Exception {
    Frame<Callable<Object>> call = Callable::call;
    return call.apply(new Seen());
  }

  static Object ofWhatIsThrown() {
    Function<CharSequence, Object> parse = LocalDate::parse;
    return parse.apply("never");
  }

  static Object ofANullReceiver() {
    BiFunction<LocalDateTime, ZoneId, Object> at = LocalDateTime::atZone;
    return at.apply(null, ZoneId.of("UTC"));
  }

  @SuppressWarnings("unchecked")
  static Object ofAWrongArgument() {
    Function<CharSequence, Object> parse = LocalDate::parse;
    return ((Function<Object, Object>) (Function<?, ?>) parse).apply(7);
  }

  interface Frame<T> {
    Object apply(T argument) throws Exception;
  }

  static final class Seen implements Callable<Object> {
    @Override
    public Object call() {
      throw new IllegalStateException("seen");
    }
  }
}
