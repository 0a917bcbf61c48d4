package dev.startguard.core.weave.flow;

import net.bytebuddy.jar.asm.ClassReader;

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

  private static final int FIELD_REFERENCE = 9;
  private static final int METHOD_REFERENCE = 10;
  private static final int OF_INTERFACE = 11;

  private Clues() {}

  /** By the pool's index. */
  public static byte[] of(ClassReader reader) {
    byte[] marks = new byte[reader.getItemCount()];
    char[] buffer = new char[reader.getMaxStringLength()];
    String self = reader.getClassName();
    for (int i = 1; i < marks.length; i++) {
      int place = reader.getItem(i);
      int tag = place == 0 ? 0 : reader.readByte(place - 1);
      if (tag >= FIELD_REFERENCE && tag <= OF_INTERFACE) {
        String owner = reader.readClass(place, buffer);
        boolean own = owner.equals(self);
        if (tag == FIELD_REFERENCE ? own : Times.knows(owner)) {
          marks[i] = (byte) mark(tag, member(reader, place, owner, buffer));
        }
      }
    }
    return marks;
  }

  private static int mark(int tag, Member member) {
    if (tag < METHOD_REFERENCE) {
      return Fields.holdsTime(member.descriptor()) ? FIELD : 0;
    }
    return (Times.source(member) ? SOURCE : 0) | (Times.ends(member) ? END : 0);
  }

  private static Member member(ClassReader reader, int place, String owner, char[] buffer) {
    int nameAndType = reader.getItem(reader.readUnsignedShort(place + 2));
    return new Member(
        owner, reader.readUTF8(nameAndType, buffer), reader.readUTF8(nameAndType + 2, buffer));
  }

  /**
   * Which methods are to be read.
   *
   * @param found by method, what of its instructions is marked
   */
  public static boolean[] wanted(int[] found) {
    boolean byField = false;
    for (int marks : found) {
      byField |= (marks & SOURCE) != 0 && (marks & FIELD) != 0;
    }
    boolean[] wanted = new boolean[found.length];
    boolean ends = false;
    for (int i = 0; i < found.length; i++) {
      boolean alone = (found[i] & SOURCE) != 0 && (found[i] & END) != 0;
      wanted[i] = alone || (byField && (found[i] & FIELD) != 0);
      ends |= wanted[i] && (found[i] & END) != 0;
    }
    return ends ? wanted : new boolean[found.length];
  }
}
