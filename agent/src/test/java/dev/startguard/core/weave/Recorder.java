package dev.startguard.core.weave;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A watch that keeps what it is given. */
final class Recorder implements Watch {
  final List<Site> reached = new CopyOnWriteArrayList<>();
  final List<List<Object>> examined = new CopyOnWriteArrayList<>();
  final List<Site> examinedAt = new CopyOnWriteArrayList<>();
  RuntimeException thrown;

  @Override
  public void reached(Site site) {
    reached.add(site);
  }

  @Override
  public MethodHandle examiner(Site site, MethodType type) {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              Recorder.class,
              "examine",
              MethodType.methodType(void.class, Site.class, Object[].class))
          .bindTo(this)
          .bindTo(site)
          .asCollector(Object[].class, type.parameterCount())
          .asType(type);
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  void examine(Site site, Object[] values) {
    examined.add(Arrays.asList(values));
    examinedAt.add(site);
    if (thrown != null) {
      throw thrown;
    }
  }
}
