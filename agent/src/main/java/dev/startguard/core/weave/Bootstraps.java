package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.classfile.Pool;
import net.bytebuddy.jar.asm.Handle;

/** The attribute {@code BootstrapMethods} of a class, and what is added to it. */
final class Bootstraps {
  private static final String NAME = "BootstrapMethods";

  private final byte[] file;
  private final Pool pool;

  /** Where the attribute begins in the file, with its name; 0 when the class has none. */
  private int begin;

  private int end;
  private final int own;
  private int count;
  private int handle;
  private final Bytes added = new Bytes();

  /**
   * @param attributes where those of the class begin, with their count; they are known to be sound
   */
  Bootstraps(byte[] file, Pool pool, int attributes) {
    this.file = file;
    this.pool = pool;
    int at = attributes + 2;
    for (int left = ClassFile.u2(file, attributes); left > 0; left--) {
      int next = at + 6 + ClassFile.u4(file, at + 2);
      if (pool.is(ClassFile.u2(file, at), NAME)) {
        begin = at;
        end = next;
      }
      at = next;
    }
    own = begin == 0 ? 0 : ClassFile.u2(file, begin + 6);
    count = own;
  }

  /**
   * Adds one.
   *
   * @param bootstrap the same at each call
   * @param arguments texts, each char a byte of the file
   * @return its number
   */
  int add(Handle bootstrap, Object... arguments) {
    if (handle == 0) { // it is always the same
      handle = pool.staticHandle(bootstrap.getOwner(), bootstrap.getName(), bootstrap.getDesc());
    }
    added.u2(handle);
    added.u2(arguments.length);
    for (Object argument : arguments) {
      added.u2(pool.string((String) argument));
    }
    return count++;
  }

  /**
   * Writes the class's attributes.
   *
   * @param attributes where they begin, with their count
   */
  void write(Bytes out, int attributes) {
    int number = ClassFile.u2(file, attributes);
    out.u2(begin == 0 ? number + 1 : number);
    if (begin == 0) {
      out.copy(file, attributes + 2, file.length);
      out.u2(pool.utf8(NAME));
      out.u4(2 + added.size());
    } else {
      out.copy(file, attributes + 2, begin + 2);
      out.u4(end - begin - 6 + added.size());
    }
    out.u2(count);
    if (begin != 0) {
      out.copy(file, begin + 8, end);
    }
    out.add(added);
    if (begin != 0) {
      out.copy(file, end, file.length);
    }
  }
}
