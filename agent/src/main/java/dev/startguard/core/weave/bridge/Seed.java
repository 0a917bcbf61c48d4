package dev.startguard.core.weave.bridge;

import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.classfile.FrameTable;
import dev.startguard.core.weave.classfile.Pool;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Defines a class in {@code java.lang} from within: a class of the JDK that hardly anybody loads is
 * given an initializer that does it, and is initialised. The other way, {@link
 * Instrumentation#redefineModule} and a lookup, spins five lambdas and loads some hundred classes:
 * a fifth of a start.
 */
public final class Seed implements ClassFileTransformer {
  /** Has no initializer of its own, in any release since 9. */
  public static final String NAME = "java/lang/EnumConstantNotPresentException";

  private static final String LOADER = "java/lang/ClassLoader";
  private static final String DEFINE = "defineClass1";
  private static final String DEFINE_SHAPE =
      "(Ljava/lang/ClassLoader;Ljava/lang/String;[BIILjava/security/ProtectionDomain;"
          + "Ljava/lang/String;)Ljava/lang/Class;";

  private static final int STATIC = 8;
  private static final int ACONST_NULL = 1;
  private static final int ICONST_0 = 3;
  private static final int LDC_W = 19;
  private static final int ALOAD_0 = 42;
  private static final int ASTORE_0 = 75;
  private static final int AASTORE = 83;
  private static final int POP = 87;
  private static final int RETURN = 177;
  private static final int INVOKESTATIC = 184;
  private static final int ARRAYLENGTH = 190;

  private static volatile boolean sown;

  private Seed() {}

  /**
   * Whether the class was loaded with the initializer: no later transformation may take it away.
   */
  public static boolean isSown() {
    return sown;
  }

  /**
   * Defines the class that the {@link Courier} carries, and leaves it there.
   *
   * @param courier the current thread
   * @return whether it is defined
   */
  static boolean sow(Instrumentation instrumentation, Courier courier) {
    Seed seed = new Seed();
    // What it makes is the class's own file for whoever transforms the class again.
    instrumentation.addTransformer(seed, false);
    try {
      Class.forName(NAME.replace('/', '.'), true, null);
      return courier.get()[Courier.CLASS] instanceof Class;
    } catch (ClassNotFoundException | LinkageError refused) { // by the JVM
      return false;
    } finally {
      instrumentation.removeTransformer(seed);
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> loaded,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    if (loader != null || loaded != null || !NAME.equals(className)) {
      return null;
    }
    byte[] after = sown(file);
    sown = after != null;
    return after;
  }

  /** The class with the initializer. Null when it has one of its own, or the file is not sound. */
  public static byte @Nullable [] sown(byte[] file) {
    try {
      return sow(file, new Pool(file));
    } catch (IndexOutOfBoundsException unsound) {
      return null;
    }
  }

  private static byte @Nullable [] sow(byte[] file, Pool pool) {
    int interfaces = pool.end() + 6; // after access, this, super
    int fields = interfaces + 2 + 2 * ClassFile.u2(file, interfaces);
    int methods = afterMembers(file, pool, fields);
    int end = methods < 0 ? -1 : afterMembers(file, pool, methods);
    if (end < 0 || afterAttributes(file, end) != file.length) {
      return null;
    }
    Bytes initializer = initializer(pool);
    Bytes whole = new Bytes();
    whole.copy(file, 0, 8);
    pool.write(whole);
    whole.copy(file, pool.end(), methods);
    whole.u2(ClassFile.u2(file, methods) + 1);
    whole.copy(file, methods + 2, end);
    whole.add(initializer);
    whole.copy(file, end, file.length);
    return whole.toArray();
  }

  /** Where fields or methods end that begin there; -1 when there is an initializer. */
  private static int afterMembers(byte[] file, Pool pool, int begin) {
    int at = begin + 2;
    for (int left = ClassFile.u2(file, begin); left > 0; left--) {
      if (pool.is(ClassFile.u2(file, at + 2), "<clinit>")) {
        return -1;
      }
      at = afterAttributes(file, at + 6);
    }
    return at;
  }

  private static int afterAttributes(byte[] file, int begin) {
    int at = begin + 2;
    for (int left = ClassFile.u2(file, begin); left > 0; left--) {
      int length = ClassFile.u4(file, at + 2);
      if (length < 0) {
        throw new IndexOutOfBoundsException();
      }
      at += 6 + length;
    }
    return at;
  }

  /** Whatever happens in it, the class can be used afterwards. */
  private static Bytes initializer(Pool pool) {
    Bytes code = new Bytes();
    Courier.fetch(code, pool);
    code.u1(ASTORE_0);
    code.all(ALOAD_0, ICONST_0 + Courier.CLASS, ACONST_NULL, LDC_W);
    code.u2(pool.string(Bridge.NAME.replace('/', '.')));
    code.u1(ALOAD_0);
    Courier.part(code, pool, Courier.CLASS, "[B");
    code.all(ICONST_0, ALOAD_0);
    Courier.part(code, pool, Courier.CLASS, "[B");
    code.all(ARRAYLENGTH, ACONST_NULL, ACONST_NULL, INVOKESTATIC);
    code.u2(pool.method(LOADER, DEFINE, DEFINE_SHAPE));
    code.all(AASTORE, RETURN);
    int handler = code.size();
    code.all(POP, RETURN);
    FrameTable frames = new FrameTable(new byte[0]);
    frames.thrown(handler, 0, new Bytes(), pool.type("java/lang/Throwable"));
    return Bytes.method(pool, STATIC, "<clinit>", "()V", 9, 1, code, handler, frames.bytes());
  }
}
