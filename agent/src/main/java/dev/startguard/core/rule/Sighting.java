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
  private final @Nullable Object[] values;
  private final int first;
  private final @Nullable Object result;

  /**
   * @param receiver null for static methods, constructors, and looks at the site alone
   * @param result null before the call; of a constructor, the new object
   * @param arguments in their order, primitives boxed; none for looks at the site alone, and what
   *     was recognised for looks at where a time ends
   */
  public Sighting(
      Site site,
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object... arguments) {
    this(site, call, receiver, result, 0, arguments);
  }

  /**
   * The same, of values that were handed over as one.
   *
   * @param first which of the values is the first argument; the others follow it
   */
  public Sighting(
      Site site,
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      int first,
      @Nullable Object[] values) {
    this.site = site;
    this.call = call;
    this.receiver = receiver;
    this.result = result;
    this.first = first;
    this.values = values;
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
    int place = first + index;
    return place < values.length ? values[place] : null;
  }
}
