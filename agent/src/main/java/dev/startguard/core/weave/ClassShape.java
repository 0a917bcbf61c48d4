package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.classfile.Instructions;
import dev.startguard.core.weave.classfile.Pool;
import dev.startguard.core.weave.flow.Clues;

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
  private static final int LREM = 113;
  private static final int LSHR = 123;
  private static final int LUSHR = 125;
  private static final int LAND = 127;
  private static final int LXOR = 131;
  private static final int L2I = 136;
  private static final int LCMP = 148;
  private static final int GETSTATIC = 178;
  private static final int INVOKEINTERFACE = 185;

  private final byte[] file;
  private final Pool pool;
  private final byte[] marks;
  private final Ends ends;

  /** By method: where it begins, where its code does, how long that is, what is marked in it. */
  private int[] methods = {};

  private int[] codes = {};
  private int[] lengths = {};
  private int[] found = {};

  private int classAttributes;
  private int at;
  private int code;
  private int length;
  private int mark;

  /** The opcode of the instruction before. */
  private int before;

  private ClassShape(byte[] file, Pool pool, byte[] marks, Ends ends) {
    this.file = file;
    this.pool = pool;
    this.marks = marks;
    this.ends = ends;
  }

  /**
   * Walks a file.
   *
   * @param marks by the pool's index, for members
   * @throws IndexOutOfBoundsException when the file is not sound
   */
  static ClassShape of(byte[] file, Pool pool, byte[] marks, Ends ends) {
    ClassShape shape = new ClassShape(file, pool, marks, ends);
    shape.walk();
    return shape;
  }

  /** Where each method begins, in the file's order. */
  int[] methods() {
    return methods;
  }

  /** Where the code of each method begins, behind the length of its attribute; 0 for none. */
  int[] codes() {
    return codes;
  }

  /** The bytes of code of each method. */
  int[] codeLengths() {
    return lengths;
  }

  /** What is marked in each method. */
  int[] found() {
    return found;
  }

  /** Where the attributes of the class begin, with their count. */
  int classAttributes() {
    return classAttributes;
  }

  /** Where all ends. */
  int end() {
    return at;
  }

  private void walk() {
    at = pool.end();
    skip(6); // access, this, super
    skip(2L * u2());
    int fields = u2();
    for (int i = 0; i < fields; i++) {
      skip(6);
      attributes();
    }
    methods = new int[u2()];
    codes = new int[methods.length];
    lengths = new int[methods.length];
    found = new int[methods.length];
    for (int i = 0; i < methods.length; i++) {
      methods[i] = at;
      skip(6);
      code = 0;
      length = 0;
      mark = 0;
      attributes();
      codes[i] = code;
      lengths[i] = length;
      found[i] = mark;
    }
    classAttributes = at;
    attributes();
  }

  private void attributes() {
    int count = u2();
    for (int i = 0; i < count; i++) {
      int name = u2();
      int end = at + 4;
      end += within(ClassFile.u4(file, at), end);
      at += 4;
      if (pool.is(name, CODE)) {
        code = at;
        code();
      } else if (pool.is(name, RECORD)) {
        components();
      } else if (pool.is(name, TYPES_OF_LOCALS) && end - at > LONGEST_TYPES_OF_LOCALS) {
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
    int bytes = within(ClassFile.u4(file, at), at + 4);
    at += 4;
    int end = at + bytes;
    length = Math.max(length, bytes);
    int instruction = at;
    while (instruction < end) {
      int opcode = file[instruction] & 0xFF;
      if (opcode >= LSUB) {
        mark |= mark(opcode, instruction);
      }
      before = opcode;
      int step = Instructions.fixedLength(opcode);
      instruction += step > 0 ? step : positive(Instructions.length(file, at, instruction));
    }
    if (instruction > end) {
      throw new IndexOutOfBoundsException();
    }
    at = end;
    skip(8L * u2()); // exception handlers
    attributes();
  }

  /** Of an instruction that may have one. */
  private int mark(int opcode, int place) {
    if (opcode >= GETSTATIC) {
      if (opcode > INVOKEINTERFACE) {
        return 0;
      }
      int index = ClassFile.u2(file, place + 1);
      return index < marks.length ? marks[index] : 0;
    }
    if (opcode > LCMP) {
      return 0;
    }
    if (opcode == LSUB || opcode == LCMP) {
      return ends.elapsed() ? Clues.END : 0;
    }
    if (opcode == L2I) {
      return ends.narrowed() && !(ends.plainly() && before == LSUB) ? Clues.END : 0;
    }
    return ends.plainly() && mixes(opcode) ? Clues.MIXED : 0;
  }

  private static boolean mixes(int opcode) {
    return opcode == LUSHR || opcode == LSHR || opcode == LAND || opcode == LXOR || opcode == LREM;
  }

  private static int positive(int bytes) {
    if (bytes <= 0) {
      throw new IndexOutOfBoundsException();
    }
    return bytes;
  }

  private int within(int bytes, int from) {
    if (bytes < 0 || bytes > file.length - from) {
      throw new IndexOutOfBoundsException();
    }
    return bytes;
  }

  private void skip(long bytes) {
    if (bytes > file.length - at) {
      throw new IndexOutOfBoundsException();
    }
    at += (int) bytes;
  }

  private int u2() {
    int value = ClassFile.u2(file, at);
    at += 2;
    return value;
  }
}
