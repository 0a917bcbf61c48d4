package dev.startguard.bench.calls;

import java.lang.instrument.ClassFileTransformer;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What one class without a hit costs Startguard's transformer, beside one that returns null: the
 * classes of a jar, again and again. Runs with the agent, and needs {@code java.base/java.lang} open to
 * find it.
 */
public final class ClassLoop {
  private static final int ROUNDS = 60;

  private ClassLoop() {}

  private record Unit(String name, byte[] file) {}

  private static final class Nothing implements ClassFileTransformer {}

  public static void main(String[] args) throws Exception {
    Object linker = linker();
    Object calls = field(linker.getClass(), "calls").get(linker);
    ClassFileTransformer ours = transformer(linker, calls);
    Object prefilter = prefilter(linker, calls);
    Method hit = prefilter.getClass().getDeclaredMethod("hit", byte[].class);
    hit.setAccessible(true);
    List<Unit> all = read(args[0]);
    List<Unit> without = new ArrayList<>();
    for (Unit unit : all) {
      if (!(boolean) hit.invoke(prefilter, (Object) unit.file())) {
        without.add(unit);
      }
    }
    ClassFileTransformer nothing = new Nothing();
    double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
    long[] bytes = new long[2];
    for (int round = 0; round < ROUNDS; round++) {
      for (int way = 0; way < 2; way++) {
        ClassFileTransformer transformer = way == 0 ? nothing : ours;
        long before = allocated();
        long begin = System.nanoTime();
        for (Unit unit : without) {
          transform(transformer, unit);
        }
        best[way] = Math.min(best[way], (System.nanoTime() - begin) / 1e3 / without.size());
        bytes[way] = (allocated() - before) / without.size();
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%nclasses without a hit: %d of %d; a class %.3f us and %d B over a transformer that returns"
            + " null (goal 3 us, 0 B)%n",
        without.size(),
        all.size(),
        best[1] - best[0],
        bytes[1] - bytes[0]);
  }

  private static byte[] transform(ClassFileTransformer transformer, Unit unit) throws Exception {
    ClassLoader loader = ClassLoop.class.getClassLoader();
    return transformer.transform(
        loader.getUnnamedModule(), loader, unit.name(), null, null, unit.file());
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  /** The bridge's, which knows the calls; it is made when the first probe is linked. */
  private static Object linker() throws Exception {
    Object late = field(Class.forName("java.lang.Startguard$1", false, null), "linker").get(null);
    Method linker = late.getClass().getDeclaredMethod("linker");
    linker.setAccessible(true);
    return linker.invoke(late);
  }

  /** Another of its kind, for the same calls. */
  private static ClassFileTransformer transformer(Object linker, Object calls) throws Exception {
    Class<?> tally = part(linker, "Tally");
    return (ClassFileTransformer)
        part(linker, "Weaver")
            .getConstructor(calls.getClass(), part(linker, "Application"), tally)
            .newInstance(calls, null, tally.getConstructor().newInstance());
  }

  /** What tells whether a class names a watched call, woven or not. */
  private static Object prefilter(Object linker, Object calls) throws Exception {
    Constructor<?> made = part(linker, "Prefilter").getDeclaredConstructor(calls.getClass());
    made.setAccessible(true);
    return made.newInstance(calls);
  }

  private static Class<?> part(Object linker, String name) throws Exception {
    return linker
        .getClass()
        .getClassLoader()
        .loadClass(linker.getClass().getPackageName() + "." + name);
  }

  private static Field field(Class<?> owner, String name) throws Exception {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static List<Unit> read(String jar) throws Exception {
    List<Unit> units = new ArrayList<>();
    try (JarFile file = new JarFile(jar)) {
      Enumeration<JarEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.contains("-info")) {
          byte[] bytes = file.getInputStream(entry).readAllBytes();
          units.add(new Unit(name.substring(0, name.length() - 6), bytes));
        }
      }
    }
    return units;
  }
}
