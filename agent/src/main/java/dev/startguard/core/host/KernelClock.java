package dev.startguard.core.host;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks Linux's {@code adjtimex(2)} what the kernel thinks of its clock. By way of {@code
 * java.lang.foreign}, which JDK 22 and later have and this code is not compiled against. The call
 * is made in the name of {@code java.base}: in ours, JDK 24 and later would print a warning that
 * names the application's own command line.
 */
final class KernelClock {
  private static final int FOREIGN = 22;

  /** {@code struct timex} of 64-bit Linux: 208 bytes, maxerror (in microseconds) at 24. */
  private static final long SIZE = 256;

  private static final int MAX_ERROR = 24;
  private static final String PACKAGE = "java.lang.foreign.";

  private KernelClock() {}

  /** The maximum error in nanoseconds; -1 where the kernel cannot be asked. */
  static long maxError(@Nullable Instrumentation instrumentation) {
    String data = System.getProperty("sun.arch.data.model");
    if (instrumentation == null
        || Runtime.version().feature() < FOREIGN
        || !"Linux".equals(System.getProperty("os.name"))
        || !"64".equals(data)) {
      return -1;
    }
    try {
      OpenedJdk.open(instrumentation, "java.lang.invoke");
      return ask();
    } catch (Throwable otherJdk) { // invoking a handle declares nothing less
      return -1;
    }
  }

  private static long ask() throws Throwable {
    Class<?> arenas = type("Arena");
    Object arena = arenas.getMethod("ofConfined").invoke(null);
    try {
      Object timex =
          arenas
              .getMethod("allocate", long.class, long.class)
              .invoke(arena, SIZE, (long) Long.BYTES);
      Object state = adjtimex().invokeWithArguments(timex); // zeroed: modes 0 changes nothing
      ByteBuffer answer =
          ((ByteBuffer) type("MemorySegment").getMethod("asByteBuffer").invoke(timex))
              .order(ByteOrder.nativeOrder());
      boolean failed = state instanceof Integer code && code < 0;
      return failed ? -1 : answer.getLong(MAX_ERROR) * 1000;
    } finally {
      arenas.getMethod("close").invoke(arena);
    }
  }

  /** {@code int adjtimex(struct timex *)}. */
  private static MethodHandle adjtimex() throws Throwable {
    Class<?> linkers = type("Linker");
    Class<?> layouts = type("MemoryLayout");
    Class<?> descriptors = type("FunctionDescriptor");
    Class<?> options = Array.newInstance(type("Linker$Option"), 0).getClass();
    Object linker = linkers.getMethod("nativeLinker").invoke(null);
    Object library = linkers.getMethod("defaultLookup").invoke(linker);
    Optional<?> symbol =
        (Optional<?>)
            type("SymbolLookup").getMethod("find", String.class).invoke(library, "adjtimex");
    Object arguments = Array.newInstance(layouts, 1);
    Array.set(arguments, 0, layout("ADDRESS"));
    Object descriptor =
        descriptors
            .getMethod("of", layouts, arguments.getClass())
            .invoke(null, layout("JAVA_INT"), arguments);
    MethodHandle link =
        ofJavaBase()
            .findVirtual(
                linkers,
                "downcallHandle",
                MethodType.methodType(
                    MethodHandle.class, type("MemorySegment"), descriptors, options));
    return (MethodHandle) link.invokeWithArguments(linker, symbol.orElseThrow(), descriptor);
  }

  /** A lookup with the rights, and under the name, of {@code java.base}. */
  private static MethodHandles.Lookup ofJavaBase() throws ReflectiveOperationException {
    Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
    trusted.setAccessible(true);
    return ((MethodHandles.Lookup) trusted.get(null)).in(Object.class);
  }

  private static Object layout(String name) throws ReflectiveOperationException {
    return type("ValueLayout").getField(name).get(null);
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(PACKAGE + name, false, null);
  }
}
