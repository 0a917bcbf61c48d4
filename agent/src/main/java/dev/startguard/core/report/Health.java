package dev.startguard.core.report;

/**
 * How Startguard itself is doing.
 *
 * @param rules how many rules are on
 * @param wovenClasses how many classes were woven; one that was woven again counts again
 * @param wovenSites how many calls and method references got a probe
 * @param looks how often the sampler looked
 * @param lookNanos the time that it took, in nanoseconds
 * @param leftOut findings that the budgets kept from console and log
 * @param lost findings that were lost: too many at a time, or not to be written
 * @param faults faults of ours that were swallowed
 */
public record Health(
    int rules,
    int wovenClasses,
    int wovenSites,
    long looks,
    long lookNanos,
    long leftOut,
    long lost,
    long faults) {

  /** Before any rule is on. */
  static final Health NEW = new Health(0, 0, 0, 0, 0, 0, 0, 0);

  /** Knows how it is now. */
  public interface Source {
    Health now();
  }
}
