package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.classfile.Pool;
import org.jspecify.annotations.Nullable;

/**
 * Puts probes beside the watched calls of an ordinary class file, and copies all else as it stands:
 * a start has no time for ASM, which takes a class apart and writes it again. What is not ordinary
 * is left to {@link SiteWeaver}, which makes the same of the rest, and decides about it.
 */
final class Splicer {
  private final Calls calls;
  private final byte[] file;
  private final Pool pool;
  private final ClassShape shape;
  private final Mentions mentions;
  private int sites;

  /**
   * @param file a sound one, which may hold {@code invokedynamic}
   * @param mentions none that are special
   */
  Splicer(Calls calls, byte[] file, Pool pool, ClassShape shape, Mentions mentions) {
    this.calls = calls;
    this.file = file;
    this.pool = pool;
    this.shape = shape;
    this.mentions = mentions;
  }

  /** How many calls got probes. */
  int sites() {
    return sites;
  }

  /** Null when the file is not ordinary, or no call is to get a probe. */
  byte @Nullable [] spliced() {
    try {
      return splice();
    } catch (IndexOutOfBoundsException extraordinary) {
      return null;
    }
  }

  private byte @Nullable [] splice() {
    if (shape.end() != file.length) {
      return null;
    }
    Bootstraps bootstraps = new Bootstraps(file, pool, shape.classAttributes());
    String source = source();
    Bytes out = new Bytes();
    int copied = pool.end();
    for (int i = 0; i < shape.found().length; i++) {
      int begin = shape.methods()[i];
      int name = ClassFile.u2(file, begin + 2);
      if ((shape.found()[i] & Mentions.BESIDE) == 0 || pool.is(name, Scout.DESERIALIZE)) {
        continue;
      }
      int at = shape.codes()[i];
      SplicedCode code =
          new SplicedCode(file, pool, calls, mentions, bootstraps, source, begin, at);
      Bytes attribute = code.written();
      sites += code.sites();
      out.copy(file, copied, at - 4);
      out.u4(attribute.size());
      out.add(attribute);
      copied = at + ClassFile.u4(file, at - 4);
    }
    if (sites == 0) {
      return null;
    }
    out.copy(file, copied, shape.classAttributes());
    bootstraps.write(out, shape.classAttributes());
    Bytes whole = new Bytes();
    whole.copy(file, 0, 8);
    pool.write(whole);
    whole.add(out);
    return whole.toArray();
  }

  /** The source file's name, or "". */
  private String source() {
    int at = shape.classAttributes() + 2;
    for (int left = ClassFile.u2(file, at - 2); left > 0; left--) {
      if (pool.is(ClassFile.u2(file, at), "SourceFile")) {
        return pool.text(ClassFile.u2(file, at + 6));
      }
      at += 6 + ClassFile.u4(file, at + 2);
    }
    return "";
  }
}
