package dev.startguard.core.weave;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Links a probe when it is first reached: to nothing, or to what examines its values. Runs on the
 * application's threads, and never throws but at the stack's or the heap's end.
 */
public final class Linker implements Function<Object[], Object> {
  /** Generated classes without end shall not fill the heap. */
  private static final int MOST_SITES = 1 << 16;

  private static final MethodType NOTHING = MethodType.methodType(void.class);

  private final Calls calls;
  private final Map<String, Site> sites = new ConcurrentHashMap<>();
  private final AtomicInteger[] failures;
  private final MethodHandle failed;
  private final CallSite nothing;
  private final OldLinker old;

  /**
   * Looks up beforehand what a first link would look up in the midst of the application.
   *
   * @throws IllegalStateException never, as long as {@link Site} has its method
   */
  public Linker(Calls calls) {
    this.calls = calls;
    failures = new AtomicInteger[calls.size()];
    for (int i = 0; i < failures.length; i++) {
      failures[i] = failures(i);
    }
    try {
      failed =
          MethodHandles.lookup()
              .findVirtual(
                  Site.class, "failed", MethodType.methodType(void.class, Throwable.class));
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
    nothing = new ConstantCallSite(MethodHandles.empty(NOTHING));
    old = new OldLinker(this, calls.numbered());
  }

  /** For the probes of classes that cannot be linked so. */
  OldLinker old() {
    return old;
  }

  boolean[] done() {
    return calls.numbered().done();
  }

  /** Calls of one watch fail together. */
  private AtomicInteger failures(int number) {
    for (int i = 0; i < number; i++) {
      if (calls.get(i).watch() == calls.get(number).watch()) {
        return failures[i];
      }
    }
    return new AtomicInteger();
  }

  /**
   * For the bridge.
   *
   * @param link the lookup of the woven class, the name, the {@link MethodType} of the probe, the
   *     encoded {@link Place}, the source file or ""
   * @return a {@link CallSite}
   */
  @Override
  public Object apply(Object[] link) {
    MethodType type = (MethodType) link[2];
    try {
      Class<?> host = ((MethodHandles.Lookup) link[0]).lookupClass();
      String source = CodeSources.path(host);
      return link(site(host.getName(), source, (String) link[3], (String) link[4]), type);
    } catch (Throwable ours) {
      return empty(type);
    }
  }

  CallSite link(@Nullable Site site, MethodType type) {
    if (site == null || !site.call().kind().examines() || site.watchFailed()) {
      return empty(type);
    }
    MethodHandle examiner;
    try {
      examiner = site.call().watch().examiner(site, type);
      if (examiner == null) {
        return empty(type);
      }
      examiner = examiner.asType(type);
    } catch (Throwable fault) {
      site.failed(fault);
      return empty(type);
    }
    MethodHandle guarded =
        MethodHandles.catchException(examiner, Throwable.class, failed.bindTo(site));
    return new ConstantCallSite(site.on().guardWithTest(guarded, MethodHandles.empty(type)));
  }

  private CallSite empty(MethodType type) {
    return type.parameterCount() == 0 ? nothing : new ConstantCallSite(MethodHandles.empty(type));
  }

  /** The one site of this place; null when there are too many. */
  @Nullable Site site(String host, @Nullable String source, String encoded, String file) {
    Place place = Place.decode(encoded);
    String id = host + "/" + encoded;
    Site known = sites.get(id);
    if (known != null) {
      return known;
    }
    if (sites.size() >= MOST_SITES) {
      return null;
    }
    Site site =
        new Site(calls.get(place.call()), host, place, file, source, failures[place.call()]);
    known = sites.putIfAbsent(id, site);
    if (known != null) {
      return known;
    }
    if (!site.watchFailed()) {
      try {
        site.call().watch().reached(site);
      } catch (Throwable fault) {
        site.failed(fault);
      }
    }
    return site;
  }
}
