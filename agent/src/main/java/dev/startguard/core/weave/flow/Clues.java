package dev.startguard.core.weave.flow;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of a constant pool matter to times, so that methods without any are not read. A
 * mark is a set of bits.
 */
public final class Clues {
  /** A call that gives a time. */
  public static final int SOURCE = 1;

  /** An instruction that a time may end in, so that something is to be said. */
  public static final int END = 2;

  /** The class's own field, of a type that holds a time. */
  public static final int FIELD = 4;

  /** An instruction that makes something else of a number, so that the method is passed over. */
  public static final int MIXED = 16;

  private Clues() {}

  /**
   * Whether calls of that class may matter.
   *
   * @param owner internal: {@code java/time/Clock}
   */
  public static boolean knows(String owner) {
    return Times.knows(owner);
  }

  /** The mark of a call of a class that matters. */
  public static int ofCall(String owner, String name, String descriptor) {
    Member member = new Member(owner, name, descriptor);
    return (Times.source(member) ? SOURCE : 0) | (Times.ends(member) ? END : 0);
  }

  /** The mark of the class's own field of that type. */
  public static int ofField(String descriptor) {
    return Fields.holdsTime(descriptor) ? FIELD : 0;
  }

  /**
   * Which methods are to be read; null for none.
   *
   * @param found by method, what of its instructions is marked
   */
  public static boolean @Nullable [] wanted(int[] found) {
    boolean byField = false;
    for (int marks : found) {
      byField |= (marks & SOURCE) != 0 && (marks & FIELD) != 0;
    }
    boolean[] wanted = new boolean[found.length];
    boolean ends = false;
    for (int i = 0; i < found.length; i++) {
      boolean alone = (found[i] & SOURCE) != 0 && (found[i] & END) != 0;
      wanted[i] = (found[i] & MIXED) == 0 && (alone || (byField && (found[i] & FIELD) != 0));
      ends |= wanted[i] && (found[i] & END) != 0;
    }
    return ends ? wanted : null;
  }
}
