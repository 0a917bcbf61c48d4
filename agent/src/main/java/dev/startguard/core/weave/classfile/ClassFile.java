package dev.startguard.core.weave.classfile;

/** How numbers and constants stand in a class file: chapter 4 of the JVM's specification. */
public final class ClassFile {
  /** What a constructor is called. */
  public static final String CONSTRUCTOR = "<init>";

  private ClassFile() {}

  /** Two bytes, unsigned. */
  public static int u2(byte[] file, int at) {
    return ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF);
  }

  /** Four bytes. */
  public static int u4(byte[] file, int at) {
    return (u2(file, at) << 16) | u2(file, at + 2);
  }

  /** The length of a pool's entry with its tag; -1 for an unknown one, or one beyond the file. */
  public static int length(byte[] file, int at) {
    if (at > file.length - 3) {
      return -1;
    }
    int length = file[at] == Pool.UTF8 ? 3 + u2(file, at + 1) : fixedLength(file[at]);
    return length > 0 && length <= file.length - at ? length : -1;
  }

  /** The same of every constant of that tag; 0 for text, which has one of its own, and no tag. */
  public static int fixedLength(int tag) {
    return switch (tag) {
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
      case 5, 6 -> 9;
      case 7, 8, 16, 19, 20 -> 3;
      case 15 -> 4;
      default -> 0;
    };
  }

  /** How many places in the pool a constant of that tag takes: longs and doubles two. */
  public static int places(int tag) {
    return tag == 5 || tag == 6 ? 2 : 1;
  }
}
