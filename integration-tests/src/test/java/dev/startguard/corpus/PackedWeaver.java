package dev.startguard.corpus;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The weaver of the packed jar with every rule on, out of the loader that isolates it in a start.
 * No agent runs: what is woven is asked for.
 */
final class PackedWeaver {
  private static final String CORE = "dev.startguard.core.";

  private static final String[] EVERYDAY = {
    "java/lang/Object.<init>",
    "java/lang/Object.getClass",
    "java/lang/Object.wait",
    "java/lang/Exception.<init>",
    "java/lang/RuntimeException.<init>",
    "java/lang/StringBuilder.<init>",
    "java/lang/String.substring",
    "java/lang/String.valueOf",
    "java/lang/System.arraycopy",
    "java/lang/System.currentTimeMillis",
    "java/lang/Math.max",
    "java/lang/Long.valueOf",
    "java/lang/Thread.<init>",
    "java/lang/Runnable.run",
    "java/math/BigDecimal.<init>",
    "java/util/ArrayList.<init>",
    "java/util/HashMap.<init>",
    "java/util/Iterator.next",
    "java/util/List.get",
    "java/util/Map.put",
    "java/util/Objects.requireNonNull",
    "java/util/concurrent/ConcurrentHashMap.computeIfAbsent"
  };

  private final ClassLoader core;
  private final ClassFileTransformer weaver;
  private final Map<String, MethodHandle> leftAlone = new TreeMap<>();
  private MethodHandle sites;

  /** Weaves nothing by itself. */
  PackedWeaver(Path jar, boolean everyday) throws ReflectiveOperationException, IOException {
    URLClassLoader outer =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    Constructor<?> isolated =
        open(
            outer
                .loadClass("dev.startguard.launcher.IsolatedLoader")
                .getDeclaredConstructor(File.class, CodeSource.class));
    core = (ClassLoader) isolated.newInstance(jar.toFile(), null);
    Class<?> calls = type("weave.Calls");
    Object counted = open(type("weave.Tally").getDeclaredConstructor()).newInstance();
    if (everyday) {
      weaver =
          (ClassFileTransformer)
              type("weave.Weaver")
                  .getDeclaredConstructor(calls, type("weave.Application"), counted.getClass())
                  .newInstance(
                      calls.getDeclaredConstructor(List.class).newInstance(everyday()),
                      null, // all classes are the application's own
                      counted);
    } else {
      Object net = everyRule(counted);
      weaver = (ClassFileTransformer) call(net, net.getClass(), "weaver");
    }
    count(counted);
  }

  /** What is watched for the rules as {@code rules=all} has them, of which each is on. */
  private Object everyRule(Object tally) throws ReflectiveOperationException {
    Object table = call(null, type("catalog.RuleTable"), "read");
    Object nothing = call(null, core.loadClass("dev.startguard.manifest.Manifest"), "none");
    Object settings =
        open(type("rule.RuntimeSettings").getDeclaredConstructors()[0])
            .newInstance(nothing, "all", silent("rule.OwnCode"));
    Object selection =
        open(type("live.Selection").getDeclaredConstructors()[0]).newInstance(table, settings);
    List<?> on = (List<?>) call(selection, selection.getClass(), "on");
    if (on.size() != ((List<?>) call(table, table.getClass(), "rules")).size()) {
      throw new IllegalStateException("a rule is off");
    }
    return open(type("live.Net").getDeclaredConstructors()[0])
        .newInstance(selection, null, tally, false);
  }

  /** Calls that every program is full of, each looked at in every way. */
  private List<Object> everyday() throws ReflectiveOperationException {
    Object watch = silent("weave.Watch");
    Class<?> kind = type("weave.Kind");
    MethodHandle call =
        MethodHandles.lookup()
            .unreflectConstructor(open(type("weave.Call").getDeclaredConstructors()[0]));
    List<Object> calls = new ArrayList<>();
    for (String method : EVERYDAY) {
      int dot = method.indexOf('.');
      for (Object one : kind.getEnumConstants()) {
        calls.add(
            made(call, method.substring(0, dot), method.substring(dot + 1), null, one, watch));
      }
    }
    return calls;
  }

  /**
   * By handles: on 17 a method that is reflected often gets a class that has to see the JDK's
   * insides, and no core's loader shows them.
   */
  private void count(Object tally) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    sites = lookup.unreflect(open(tally.getClass().getDeclaredMethod("sites"))).bindTo(tally);
    Class<?> reason = type("weave.LeftAlone");
    MethodHandle left =
        lookup.unreflect(open(tally.getClass().getDeclaredMethod("leftAlone", reason)));
    for (Object one : reason.getEnumConstants()) {
      leftAlone.put(one.toString(), MethodHandles.insertArguments(left, 0, tally, one));
    }
  }

  /** As the JVM would ask for it; null when the class stays as it is. */
  byte @Nullable [] weave(@Nullable ClassLoader loader, String name, byte[] file)
      throws IllegalClassFormatException {
    return weaver.transform(null, loader, name, null, null, file);
  }

  /** The calls that got probes, in all that was woven until now. */
  int sites() {
    return count(sites);
  }

  /** How much was left alone until now, by the name of the reason. */
  Map<String, Integer> leftAlone() {
    Map<String, Integer> counts = new TreeMap<>();
    leftAlone.forEach((reason, count) -> counts.put(reason, count(count)));
    return counts;
  }

  private static Object made(MethodHandle maker, @Nullable Object... arguments) {
    try {
      return maker.invokeWithArguments(arguments);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static int count(MethodHandle counter) {
    try {
      return (Integer) counter.invoke();
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return core.loadClass(CORE + name);
  }

  /** An interface of the core, of which nothing is ever asked here. */
  private Object silent(String name) throws ClassNotFoundException {
    return Proxy.newProxyInstance(
        core,
        new Class<?>[] {type(name)},
        (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null);
  }

  private static Object call(@Nullable Object on, Class<?> type, String name)
      throws ReflectiveOperationException {
    return open(type.getDeclaredMethod(name)).invoke(on);
  }

  private static <T extends AccessibleObject> T open(T member) {
    member.setAccessible(true);
    return member;
  }
}
