package dev.startguard.core.weave.flow;

/**
 * An instruction at which a time ends.
 *
 * @param spot which of the method's spots it is: {@link Spots}
 * @param pattern what happens to the time
 * @param api the call that the time came from: {@code java/time/Clock.millis()J}
 * @param form for elapsed time {@link #DURATION} or {@link #DEADLINE}; for a narrowing {@link
 *     #SECONDS} or {@link #MILLIS}, followed by {@link #EXACT} when it throws
 */
public record Match(int spot, Pattern pattern, String api, String form) {
  static final String DURATION = "duration";
  static final String DEADLINE = "deadline";
  static final String SECONDS = "seconds";
  static final String MILLIS = "millis";
  static final String EXACT = " exactly";
}
