package dev.startguard.core.rule;

/** How a rule looks at a call. */
public enum Look {
  /** Once a site, when it is first reached; nothing of the call is passed. */
  SITE,
  /** Each time, before the call: receiver and arguments. */
  ARGUMENTS,
  /** The same, once a site, when it is first reached; in the application's own code alone. */
  FIRST,
  /** Each time, after the call returned: receiver, arguments and result. */
  RESULT,
  /** Each time, after the call returned an object that nobody looks at: the object, as result. */
  IGNORED,
  /**
   * Once a site, where the time that the call gave is subtracted from, or compared with, another
   * reading of the same clock. The one argument is {@code duration} or {@code deadline}.
   */
  ELAPSED,
  /**
   * Once a site, where the time that the call gave is narrowed to an int. The one argument is
   * {@code seconds} or {@code millis}, followed by {@code exactly} when the narrowing throws.
   */
  NARROWED,
  /** Inside the JDK's method, before it acts: its arguments. The site is the caller's. */
  HOOK,
  /** Of {@link HookListener}s: inside the JDK's method, before it acts; whoever calls it. */
  ENTERED,
  /** The same, when it returns; of a constructor, when its object is whole. */
  RETURNED,
  /** The same, when an exception leaves it. */
  THREW
}
