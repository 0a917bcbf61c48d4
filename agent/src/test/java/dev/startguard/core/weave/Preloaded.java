package dev.startguard.core.weave;

import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A program that says which classes are loaded when a class is first transformed, whether what that
 * needs was loaded before or not.
 */
final class Preloaded {
  private Preloaded() {}

  public static void main(String[] mode) throws Exception {
    Instrumentation instrumentation = Attached.instrumentation();
    byte[] file = ClassBytes.of(Ways.class);
    Calls calls = new Calls(Watched.by(new Recorder()));
    ClassLoader app = Preloaded.class.getClassLoader();
    long begin = System.nanoTime();
    boolean woven = !mode[0].equals("preloaded") || Preload.run();
    long micros = (System.nanoTime() - begin) / 1000;
    Weaver weaver = new Weaver(calls, null, new Tally());
    Set<Class<?>> before = loaded(instrumentation);

    long first = System.nanoTime();
    byte[] after = weaver.transform(app.getUnnamedModule(), app, "com/acme/A", null, null, file);
    long weave = (System.nanoTime() - first) / 1000;

    Set<Class<?>> more = loaded(instrumentation);
    more.removeAll(before);
    System.out.println("woven " + (woven && after != null) + ", loaded then " + more);
    System.out.println("preload " + micros + " us, first weaving " + weave + " us");
  }

  private static Set<Class<?>> loaded(Instrumentation instrumentation) {
    return new HashSet<>(Arrays.asList((Class<?>[]) instrumentation.getAllLoadedClasses()));
  }
}
