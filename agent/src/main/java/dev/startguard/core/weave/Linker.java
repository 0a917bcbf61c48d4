package dev.startguard.core.weave;

import dev.startguard.core.rule.CodeSources;
import dev.startguard.core.weave.bridge.Bridge;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Links a probe when it is first reached: to nothing, or to what examines its values. Runs on the
 * application's threads, and never throws but at the stack's or the heap's end.
 */
public final class Linker implements Function<Object[], Object> {
  /** Generated classes without end shall not fill the heap. */
  private static final int MOST_SITES = 1 << 16;

  private final Calls calls;
  private final Map<String, Site> sites = new ConcurrentHashMap<>();

  /** Calls of one watch fail together. */
  private final Map<Watch, AtomicInteger> failures = new ConcurrentHashMap<>();

  private final OldLinker old;

  /**
   * Whether the thread links now. What linking loads may pass code that is woven itself: an agent
   * that watches how classes are loaded. No map of threads, which may have hash codes of their own.
   */
  private final ThreadLocal<Boolean> linking = new ThreadLocal<>();

  /** What links the probes of these calls. */
  public Linker(Calls calls) {
    this.calls = calls;
    old = new OldLinker(this, calls.numbered());
  }

  /**
   * Has the bridge ask this one from now on, and hand on to these hooks what hooked methods pass.
   *
   * @throws ReflectiveOperationException when there is no bridge
   */
  public void serve(BiConsumer<Object, Object> hooks) throws ReflectiveOperationException {
    Bridge.serve(this, done(), old, hooks);
  }

  /** For the probes of classes that cannot be linked so. */
  OldLinker old() {
    return old;
  }

  boolean[] done() {
    return calls.numbered().done();
  }

  /**
   * For the bridge.
   *
   * @param link the lookup of the woven class, the name and the {@link MethodType} of the probe, as
   *     {@link ProbeType} says, the encoded {@link Place}, the source file or ""
   * @return a {@link CallSite}
   */
  @Override
  public Object apply(Object[] link) {
    MethodType type = (MethodType) link[2];
    if (linking.get() != null) {
      return nothing(type);
    }
    try {
      linking.set(Boolean.TRUE);
      Class<?> host = ((MethodHandles.Lookup) link[0]).lookupClass();
      String source = CodeSources.path(host);
      Site site = site(host.getName(), source, (String) link[3], (String) link[4]);
      return link(site, ((String) link[1]).substring(ProbeType.NAME.length()), type);
    } catch (Throwable ours) {
      return nothing(type);
    } finally {
      linking.remove();
    }
  }

  /** Loads no class of ours: what ends here may be that there is none to be had. */
  static CallSite nothing(MethodType type) {
    return new ConstantCallSite(MethodHandles.empty(type));
  }

  /**
   * @param values the letters of what the probe is given
   * @param type how it is given: as {@link ProbeType} says, or as an array
   */
  CallSite link(@Nullable Site site, String values, MethodType type) {
    if (site == null || !site.call().kind().examines() || site.watchFailed()) {
      return empty(type);
    }
    MethodHandle examiner;
    try {
      examiner = site.call().watch().examiner(site, values, type);
      if (examiner == null) {
        return empty(type);
      }
      examiner = examiner.asType(type);
    } catch (Throwable fault) {
      site.failed(fault);
      return empty(type);
    }
    if (!site.call().watch().catches()) {
      examiner =
          MethodHandles.catchException(examiner, Throwable.class, Handles.FAILED.bindTo(site));
    }
    return site.link(examiner);
  }

  private AtomicInteger failures(Watch watch) {
    AtomicInteger fresh = new AtomicInteger();
    AtomicInteger known = failures.putIfAbsent(watch, fresh);
    return known == null ? fresh : known;
  }

  private CallSite empty(MethodType type) {
    return type.parameterCount() == 0 ? Handles.NOTHING : nothing(type);
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
    Call call = calls.get(place.call());
    Site site = new Site(call, host, place, file, source, failures(call.watch()));
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

  /** Not looked up before the first link: a start that reaches no probe is spared them. */
  private static final class Handles {
    static final MethodHandle FAILED = failed();
    static final CallSite NOTHING =
        new ConstantCallSite(MethodHandles.empty(MethodType.methodType(void.class)));

    private Handles() {}

    private static MethodHandle failed() {
      try {
        return MethodHandles.lookup()
            .findVirtual(Site.class, "failed", MethodType.methodType(void.class, Throwable.class));
      } catch (ReflectiveOperationException renamed) {
        throw new IllegalStateException(renamed);
      }
    }
  }
}
