package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
  public MethodHandle examiner(Site site, String values, MethodType type) {
    boolean array = type.parameterCount() == 1 && type.parameterType(0) == Object[].class;
    try {
      MethodHandle examiner =
          MethodHandles.lookup()
              .findVirtual(
                  Recorder.class,
                  array || !ProbeType.fits(values) ? "examine" : "examineFilled",
                  MethodType.methodType(void.class, Site.class, String.class, Object[].class))
              .bindTo(this)
              .bindTo(site)
              .bindTo(values);
      return array
          ? examiner
          : examiner.asCollector(Object[].class, type.parameterCount()).asType(type);
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  /** What comes in one of two types, the rest of it nulls. */
  void examineFilled(Site site, String values, Object[] given) {
    assertThat(given).hasSize(4);
    Object[] natural =
        ProbeType.number(values) < 0
            ? ProbeType.references(values, given[0], given[1], given[2], given[3])
            : ProbeType.numbered(values, given[0], (Long) given[1], given[2], given[3]);
    long present = Arrays.stream(given).filter(Objects::nonNull).count();
    assertThat(Arrays.stream(natural).filter(Objects::nonNull).count()).isEqualTo(present);
    examine(site, values, natural);
  }

  void examine(Site site, String values, Object[] given) {
    assertThat(given).hasSize(values.length());
    examined.add(Arrays.asList(given));
    examinedAt.add(site);
    if (thrown != null) {
      throw thrown;
    }
  }
}
