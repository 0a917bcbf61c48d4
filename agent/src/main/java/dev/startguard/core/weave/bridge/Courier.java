package dev.startguard.core.weave.bridge;

import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.Pool;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread that carries what code in {@code java.lang} is to have: that can ask for its thread, and
 * names none of our types.
 */
public final class Courier extends Thread implements Supplier<Object[]> {
  // what it carries, in the order of places
  static final int LINKER = 0;
  static final int DONE = 1;
  static final int OLD = 2;
  static final int HOOKS = 3;

  /** The bridge: its file, and when it is defined its class. */
  static final int CLASS = 4;

  private static final String SUPPLIER = "java/util/function/Supplier";
  private static final int ICONST_0 = 3;
  private static final int AALOAD = 50;
  private static final int INVOKESTATIC = 184;
  private static final int INVOKEINTERFACE = 185;
  private static final int CHECKCAST = 192;

  private final @Nullable Object[] parcel = new Object[5];

  /** A daemon thread of that group, not yet started. */
  public Courier(@Nullable ThreadGroup group, Runnable work, String name) {
    super(group, work, name, 0, false);
    setDaemon(true);
  }

  /** Has it carry this. */
  void carry(int place, Object part) {
    parcel[place] = part;
  }

  /** Has it carry nothing more: any code may ask a thread. */
  void rest() {
    Arrays.fill(parcel, null);
  }

  @Override
  public @Nullable Object[] get() {
    return parcel;
  }

  /** Writes code that leaves on the stack what the current thread carries. */
  static void fetch(Bytes code, Pool pool) {
    code.u1(INVOKESTATIC);
    code.u2(pool.method("java/lang/Thread", "currentThread", "()Ljava/lang/Thread;"));
    code.u1(CHECKCAST);
    code.u2(pool.type(SUPPLIER));
    code.u1(INVOKEINTERFACE);
    code.u2(pool.interfaceMethod(SUPPLIER, "get", "()Ljava/lang/Object;"));
    code.all(1, 0, CHECKCAST);
    code.u2(pool.type("[Ljava/lang/Object;"));
  }

  /**
   * Writes code that takes one part of it.
   *
   * @param type internal; of an array its descriptor
   */
  static void part(Bytes code, Pool pool, int place, String type) {
    code.all(ICONST_0 + place, AALOAD, CHECKCAST);
    code.u2(pool.type(type));
  }
}
