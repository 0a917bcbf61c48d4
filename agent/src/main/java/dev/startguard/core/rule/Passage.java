package dev.startguard.core.rule;

import org.jspecify.annotations.Nullable;

/**
 * A method of the JDK that runs. Lives as long as the look; who keeps something of it copies it.
 *
 * @param call which method, and at which of its ends
 * @param values the outcome, the receiver, the arguments
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Passage(Call call, @Nullable Object[] values) {
  private static final int RECEIVER = 1;
  private static final int ARGUMENTS = 2;

  /** The result, or what was thrown; null at the begin, and of a void method. */
  public @Nullable Object outcome() {
    return values[0];
  }

  /** Null of a static method, and where a constructor begins. */
  public @Nullable Object receiver() {
    return values[RECEIVER];
  }

  /** As it was passed, primitives boxed; null when there are not so many. */
  public @Nullable Object argument(int index) {
    int place = ARGUMENTS + index;
    return place < values.length ? values[place] : null;
  }

  /** Whether it is a method of that name. */
  public boolean of(String method) {
    return call.name().equals(method);
  }
}
