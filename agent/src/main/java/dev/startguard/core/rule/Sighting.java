package dev.startguard.core.rule;

import org.jspecify.annotations.Nullable;

/**
 * One call that a rule gets to see. Lives as long as the look; a rule that keeps something of it
 * copies it.
 */
public final class Sighting {
  private final Site site;
  private final Call call;
  private final @Nullable Object receiver;
  private final @Nullable Object[] arguments;
  private final @Nullable Object result;

  /**
   * @param receiver null for static methods, constructors, and looks at the site alone
   * @param result null before the call; of a constructor, the new object
   * @param arguments in their order, primitives boxed; none for looks at the site alone
   */
  public Sighting(
      Site site,
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object... arguments) {
    this.site = site;
    this.call = call;
    this.receiver = receiver;
    this.result = result;
    this.arguments = arguments;
  }

  public Site site() {
    return site;
  }

  public Call call() {
    return call;
  }

  public @Nullable Object receiver() {
    return receiver;
  }

  public @Nullable Object result() {
    return result;
  }

  /** The argument at the index; null when there are not so many. */
  public @Nullable Object argument(int index) {
    return index < arguments.length ? arguments[index] : null;
  }
}
