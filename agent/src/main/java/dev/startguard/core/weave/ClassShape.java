package dev.startguard.core.weave;

import dev.startguard.core.weave.flow.Clues;
import org.jspecify.annotations.Nullable;

/**
 * The outline of a class file, walked before anything is built from it. ASM takes lengths as they
 * stand: a false one may ask for all of the heap, or for a switch that leads backwards for ever.
 */
final class ClassShape {
  private static final String CODE = "Code";
  private static final String RECORD = "Record";
  private static final String TYPES_OF_LOCALS = "LocalVariableTypeTable";

  /** ASM looks each local up in it: the square of its length must not be felt. */
  private static final int LONGEST_TYPES_OF_LOCALS = 40_000;

  private static final int LSUB = 101;
  private static final int L2I = 136;
  private static final int LCMP = 148;
  private static final int GETSTATIC = 178;
  private static final int INVOKEINTERFACE = 185;

  private final byte[] file;
  private final int[] places;
  private int at = 10;
  private int code;
  private byte[] marks = {};
  private boolean elapsed;
  private boolean narrowed;
  private int mark;
  private int[] found = {};

  private ClassShape(byte[] file) {
    this.file = file;
    this.places = new int[Prefilter.u2(file, 8)];
  }

  /** The bytes of code of each method, in the file's order; null when the file is not sound. */
  static int @Nullable [] codeLengths(byte[] file) {
    try {
      return new ClassShape(file).walk();
    } catch (IndexOutOfBoundsException unsound) {
      return null;
    }
  }

  /**
   * What is marked in each method, in the file's order.
   *
   * @param file a sound one
   * @param marks by the pool's index, for members
   * @param elapsed whether subtractions and comparisons are ends
   * @param narrowed whether narrowings are ends
   */
  static int[] marks(byte[] file, byte[] marks, boolean elapsed, boolean narrowed) {
    ClassShape shape = new ClassShape(file);
    shape.marks = marks;
    shape.elapsed = elapsed;
    shape.narrowed = narrowed;
    shape.walk();
    return shape.found;
  }

  private int[] walk() {
    for (int i = 1; i < places.length; i++) {
      places[i] = at;
      int tag = file[at];
      skip(positive(Prefilter.length(file, at)));
      if (tag == 5 || tag == 6) {
        i++;
      }
    }
    skip(6); // access, this, super
    skip(2L * u2());
    int fields = u2();
    for (int i = 0; i < fields; i++) {
      skip(6);
      attributes();
    }
    int[] lengths = new int[u2()];
    found = new int[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      skip(6);
      code = 0;
      mark = 0;
      attributes();
      lengths[i] = code;
      found[i] = mark;
    }
    attributes();
    return lengths;
  }

  private void attributes() {
    int count = u2();
    for (int i = 0; i < count; i++) {
      int name = u2();
      int end = at + 4;
      end += within(Prefilter.u4(file, at), end);
      at += 4;
      if (is(name, CODE)) {
        code();
      } else if (is(name, RECORD)) {
        components();
      } else if (is(name, TYPES_OF_LOCALS) && end - at > LONGEST_TYPES_OF_LOCALS) {
        throw new IndexOutOfBoundsException();
      }
      if (at > end) {
        throw new IndexOutOfBoundsException();
      }
      at = end;
    }
  }

  private void components() {
    int count = u2();
    for (int i = 0; i < count; i++) {
      skip(4);
      attributes();
    }
  }

  private void code() {
    skip(4); // stack, locals
    int length = within(Prefilter.u4(file, at), at + 4);
    at += 4;
    int end = at + length;
    code = Math.max(code, length);
    for (int instruction = at; instruction < end; ) {
      mark |= mark(instruction);
      instruction += positive(Instructions.length(file, at, instruction));
      if (instruction > end) {
        throw new IndexOutOfBoundsException();
      }
    }
    at = end;
    skip(8L * u2()); // exception handlers
    attributes();
  }

  private int mark(int place) {
    int opcode = file[place] & 0xFF;
    if (opcode >= GETSTATIC && opcode <= INVOKEINTERFACE) {
      int index = marks.length == 0 ? 0 : Prefilter.u2(file, place + 1);
      return index < marks.length ? marks[index] : 0;
    }
    boolean ends = opcode == L2I ? narrowed : (opcode == LSUB || opcode == LCMP) && elapsed;
    return ends ? Clues.END : 0;
  }

  private static int positive(int length) {
    if (length <= 0) {
      throw new IndexOutOfBoundsException();
    }
    return length;
  }

  private int within(int length, int from) {
    if (length < 0 || length > file.length - from) {
      throw new IndexOutOfBoundsException();
    }
    return length;
  }

  private void skip(long length) {
    if (length > file.length - at) {
      throw new IndexOutOfBoundsException();
    }
    at += (int) length;
  }

  private int u2() {
    int value = Prefilter.u2(file, at);
    at += 2;
    return value;
  }

  private boolean is(int index, String name) {
    int place = index < places.length ? places[index] : 0;
    if (place == 0 || file[place] != 1 || Prefilter.u2(file, place + 1) != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (file[place + 3 + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
