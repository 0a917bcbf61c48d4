package dev.startguard.core.live;

import dev.startguard.core.weave.ProbeType;
import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Does on a thread of ours, beside a start, what the application's threads else do at their first
 * probes and hooks: links a probe of each usual type, and loads classes.
 */
final class Warmup {
  /** The names of the classes that a service's start comes by, a line each. */
  static final String NAMES = "soon-classes";

  private static final String PROBE = "dev/startguard/core/live/Warmup$Probe";

  /** How many probes were passed. */
  static final AtomicInteger PASSED = new AtomicInteger();

  private Warmup() {}

  /** Never throws: what is missing is loaded by who needs it. */
  static void run() {
    try {
      load();
      probes();
    } catch (Throwable ours) {
      // the application's threads do it
    }
  }

  /** Links a probe of each type, and passes it. */
  static void probes() throws Throwable {
    MethodHandles.Lookup probe = MethodHandles.lookup().defineHiddenClass(probe(), false);
    probe.findStatic(probe.lookupClass(), "run", MethodType.methodType(void.class)).invokeExact();
  }

  private static void load() throws IOException {
    InputStream in = Warmup.class.getResourceAsStream(NAMES);
    if (in == null) {
      return;
    }
    ClassLoader loader = Warmup.class.getClassLoader();
    try (BufferedReader names =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String name = names.readLine(); name != null; name = names.readLine()) {
        load(name, loader);
      }
    }
  }

  /** Links it as well, and initialises nothing: that might wait for another thread. */
  @SuppressWarnings("ReturnValueIgnored") // the JVM links a class before it tells its fields
  private static void load(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader).getDeclaredFields();
    } catch (ClassNotFoundException | LinkageError absent) {
      // not in this JDK, or broken: who needs it will say so
    }
  }

  /** A class that links and passes a probe of each type, as woven code does. */
  private static byte[] probe() {
    Pool pool = new Pool();
    Bytes code = new Bytes();
    probe(pool, code, "LLLL");
    probe(pool, code, "LJLL");
    probe(pool, code, "LLJJL"); // the schedules' own
    code.u1(Opcodes.RETURN);
    Bytes body = new Bytes();
    body.u2(0);
    body.u2(pool.type(PROBE));
    body.u2(pool.type("java/lang/Object"));
    body.u4(0); // no interface, no field
    body.u2(1);
    body.add(Bytes.method(pool, Opcodes.ACC_STATIC, "run", "()V", 7, 0, code, 0, new Bytes()));
    body.u2(1);
    body.u2(pool.utf8("BootstrapMethods"));
    body.u4(10);
    body.u2(1);
    String own = Warmup.class.getName().replace('.', '/');
    body.u2(pool.staticHandle(own, Bridge.LINK, Bridge.LINK_DESCRIPTOR));
    body.u2(2);
    body.u2(pool.string("place"));
    body.u2(pool.string("file"));
    return Bytes.file(pool, body);
  }

  /**
   * @param values in the order in which their type has them
   */
  private static void probe(Pool pool, Bytes code, String values) {
    for (int i = 0; i < values.length(); i++) {
      code.u1(values.charAt(i) == 'L' ? Opcodes.ACONST_NULL : Opcodes.LCONST_0);
    }
    code.u1(Opcodes.INVOKEDYNAMIC);
    code.u2(pool.dynamicCall(0, ProbeType.NAME + values, ProbeType.of(values)));
    code.u2(0);
  }

  /** Links those probes; called by the JVM. */
  static CallSite link(
      MethodHandles.Lookup lookup, String name, MethodType type, String place, String file)
      throws ReflectiveOperationException {
    boolean fits = ProbeType.fits(name.substring(ProbeType.NAME.length()));
    MethodType taken = fits ? type : MethodType.methodType(void.class, Object[].class);
    MethodHandle see =
        MethodHandles.lookup().findVirtual(Warmup.class, "see", taken).bindTo(new Warmup());
    return new MutableCallSite(
        fits ? see : see.asCollector(Object[].class, type.parameterCount()).asType(type));
  }

  /** As {@link Examiner} has it: what the JVM makes for one it takes for all of that type. */
  void see(@Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d) {
    PASSED.incrementAndGet();
  }

  void see(@Nullable Object a, long value, @Nullable Object b, @Nullable Object c) {
    PASSED.incrementAndGet();
  }

  void see(@Nullable Object[] all) {
    PASSED.incrementAndGet();
  }
}
