package dev.startguard.core.weave.classfile;

import java.util.BitSet;

/**
 * Writes the verifier's frames of a method again, whose code has moved: distances grow, and so does
 * what names a place in the code (JVMS 4.7.4).
 */
public final class FrameTable {
  private static final int SAME = 251;
  private static final int FULL = 255;

  private static final int OBJECT = 7;
  private static final int UNINITIALIZED = 8;

  private final byte[] file;
  private final Bytes out = new Bytes();
  private int count;

  /** Where the last frame stands. */
  private int last = -1;

  /** Where the method's own frames stood, the last of them. */
  private int lastOwn = -1;

  private final BitSet own = new BitSet();

  private int at;

  /**
   * @param file of the method's own frames
   */
  public FrameTable(byte[] file) {
    this.file = file;
  }

  /** Adds one with nothing on the stack, and the same locals as the one before. */
  public void same(int place) {
    begin(SAME, place - last - 1);
  }

  /**
   * Adds the method's own frames.
   *
   * @param from where the attribute begins, after its length
   * @param moves where the method's own instructions are now
   */
  public void own(int from, Moves moves) {
    at = from + 2;
    for (int frames = ClassFile.u2(file, from); frames > 0; frames--) {
      int type = file[at++] & 0xFF;
      if (type < 64) {
        begin(SAME, distance(type, moves));
      } else if (type < 128) {
        begin(247, distance(type - 64, moves));
        values(1, moves);
      } else if (type < 247) {
        throw new IndexOutOfBoundsException();
      } else {
        at += 2;
        begin(type, distance(ClassFile.u2(file, at - 2), moves));
        if (type == FULL) {
          values(moves);
          values(moves);
        } else {
          values(type == 247 ? 1 : Math.max(0, type - SAME), moves);
        }
      }
    }
  }

  /** Whether one of the method's own stood there: who jumps somewhere finds one. */
  public boolean stood(int place) {
    return own.get(place);
  }

  /** From the frame before, or from the method's begin, as the table counts. */
  private int distance(int between, Moves moves) {
    lastOwn += between + 1;
    own.set(lastOwn);
    return moves.to(lastOwn) - last - 1;
  }

  /**
   * Adds one where something that was thrown lies on the stack.
   *
   * @param localCount how many these are
   * @param thrown the class {@link Throwable} in the pool
   */
  public void thrown(int place, int localCount, Bytes locals, int thrown) {
    begin(FULL, place - last - 1);
    out.u2(localCount);
    out.add(locals);
    out.u2(1);
    out.u1(OBJECT);
    out.u2(thrown);
  }

  /** As the attribute holds them; empty when there are none. */
  public Bytes bytes() {
    Bytes all = new Bytes();
    if (count > 0) {
      all.u2(count);
      all.add(out);
    }
    return all;
  }

  private void begin(int type, int distance) {
    if (type == SAME && distance < 64) {
      out.u1(distance);
    } else if (type == 247 && distance < 64) {
      out.u1(64 + distance);
    } else {
      out.u1(type);
      out.u2(distance);
    }
    last += distance + 1;
    count++;
  }

  private void values(Moves moves) {
    int values = ClassFile.u2(file, at);
    out.u2(values);
    at += 2;
    values(values, moves);
  }

  private void values(int values, Moves moves) {
    for (int i = 0; i < values; i++) {
      int tag = file[at];
      out.u1(tag);
      if (tag == OBJECT) {
        out.copy(file, at + 1, at + 3);
      } else if (tag == UNINITIALIZED) {
        out.u2(moves.to(ClassFile.u2(file, at + 1)));
      }
      at += tag == OBJECT || tag == UNINITIALIZED ? 3 : 1;
    }
  }
}
