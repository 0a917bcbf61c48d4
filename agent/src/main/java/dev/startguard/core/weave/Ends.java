package dev.startguard.core.weave;

/**
 * What a time may end in, in one class.
 *
 * @param elapsed whether in subtractions and comparisons
 * @param narrowed whether in narrowings to an int
 * @param plainly whether not where the method shifts or masks a long, which makes a hash of a time
 *     as a rule, nor in a narrowed difference
 */
record Ends(boolean elapsed, boolean narrowed, boolean plainly) {
  static final Ends NONE = new Ends(false, false, false);
}
