package dev.startguard.core.weave.classfile;

/** How long instructions are (JVMS 6.5). */
public final class Instructions {
  public static final int WIDE = 196;
  public static final int IINC = 132;

  /** By opcode; 0 for those of their own length, and for those that are none. */
  private static final byte[] LENGTHS = lengths();

  private static final int TABLESWITCH = 170;
  private static final int LOOKUPSWITCH = 171;

  private Instructions() {}

  /**
   * The length of an instruction, at most the file's; 0 for none.
   *
   * @param begin of the method's code: switches are padded from there
   */
  public static int length(byte[] file, int begin, int place) {
    int opcode = file[place] & 0xFF;
    if (opcode == WIDE) {
      return (file[place + 1] & 0xFF) == IINC ? 6 : 4;
    }
    if (opcode != TABLESWITCH && opcode != LOOKUPSWITCH) {
      return opcode < LENGTHS.length ? LENGTHS[opcode] : 0;
    }
    int head = 4 - (place - begin) % 4; // to the next multiple of four
    int first = ClassFile.u4(file, place + head + 4);
    if (opcode == LOOKUPSWITCH) {
      return first < 0 ? 0 : bounded(file, head + 8L + 8L * first);
    }
    long entries = (long) ClassFile.u4(file, place + head + 8) - first + 1;
    return entries < 1 ? 0 : bounded(file, head + 12L + 4 * entries);
  }

  /** The length of every instruction of that opcode; 0 where they have their own, and for none. */
  public static int fixedLength(int opcode) {
    return opcode < LENGTHS.length ? LENGTHS[opcode] : 0;
  }

  private static int bounded(byte[] file, long length) {
    return length > file.length ? 0 : (int) length;
  }

  private static byte[] lengths() {
    byte[] lengths = new byte[202];
    fill(lengths, 0, 201, 1);
    fill(lengths, 16, 25, 2);
    fill(lengths, 26, 53, 1);
    fill(lengths, 54, 58, 2);
    lengths[17] = 3;
    lengths[19] = 3;
    lengths[20] = 3;
    lengths[IINC] = 3;
    fill(lengths, 153, 168, 3);
    lengths[169] = 2;
    lengths[TABLESWITCH] = 0;
    lengths[LOOKUPSWITCH] = 0;
    fill(lengths, 178, 184, 3);
    fill(lengths, 185, 186, 5);
    lengths[187] = 3;
    lengths[188] = 2;
    lengths[189] = 3;
    fill(lengths, 192, 193, 3);
    lengths[WIDE] = 0;
    lengths[197] = 4;
    fill(lengths, 198, 199, 3);
    fill(lengths, 200, 201, 5);
    return lengths;
  }

  private static void fill(byte[] lengths, int from, int to, int length) {
    for (int opcode = from; opcode <= to; opcode++) {
      lengths[opcode] = (byte) length;
    }
  }
}
