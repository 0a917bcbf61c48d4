package dev.startguard.core.weave;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Does for the probes of old classes what linking does for others. Runs on the application's
 * threads, and never throws but at the stack's or the heap's end.
 */
final class OldLinker implements BiConsumer<Object, Object> {
  private static final MethodType ARRAY = MethodType.methodType(void.class, Object[].class);
  private static final Object[] NONE = {};

  private final Linker linker;
  private final Numbered numbered;
  private final Map<Object, Linked> linked = new ConcurrentHashMap<>();

  OldLinker(Linker linker, Numbered numbered) {
    this.linker = linker;
    this.numbered = numbered;
  }

  /**
   * For the bridge.
   *
   * @param number the probe's, an {@link Integer}
   * @param values an {@code Object[]}; null for none
   */
  @Override
  public void accept(Object number, @Nullable Object values) {
    int index = (Integer) number;
    try {
      Linked probe = linked.get(number);
      if (probe == null) {
        probe = link(numbered.probe((Integer) number));
        if (probe != null) {
          linked.put(number, probe);
        }
      }
      if (probe == null || probe.site.isOff() || probe.site.watchFailed()) {
        numbered.done()[index] = true;
        linked.remove(number);
      } else {
        probe.examiner.invokeExact(values == null ? NONE : (Object[]) values);
      }
    } catch (Throwable ours) {
      numbered.done()[index] = true;
    }
  }

  /** Null when nothing is examined there. */
  private @Nullable Linked link(Numbered.@Nullable Probe probe) {
    Site site =
        probe == null ? null : linker.site(probe.className(), null, probe.place(), probe.file());
    if (probe == null || site == null || site.call().kind() == Kind.SITE) {
      return null;
    }
    return new Linked(site, linker.link(site, probe.values(), ARRAY).dynamicInvoker());
  }

  private record Linked(Site site, MethodHandle examiner) {}
}
