package dev.startguard.core.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Weaves classes as they load. Takes no lock, logs nothing, loads nothing through the application's
 * loaders, and never throws. To be added as one that can retransform.
 */
public final class Weaver implements ClassFileTransformer {
  private final Calls calls;
  private final Prefilter prefilter;
  private final @Nullable Application application;
  private final Tally tally;

  /** Made, and loaded with ASM, for the first class with a hit; two threads may make one each. */
  private volatile @Nullable SiteWeaver sites;

  /**
   * Classes that got methods when they were loaded. Without the same methods a later transformation
   * of theirs, ours or another agent's, would be refused.
   */
  private final Map<String, Boolean> grown = new ConcurrentHashMap<>();

  /** So many are remembered; classes that are generated without end get no more methods. */
  private static final int MOST_GROWN = 1 << 14;

  /**
   * Probes for these calls, counted here.
   *
   * @param application null when all classes are the application's own
   */
  public Weaver(Calls calls, @Nullable Application application, Tally tally) {
    this.calls = calls;
    this.application = application;
    this.tally = tally;
    prefilter = new Prefilter(calls);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> loaded,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    try {
      if (className == null
          || Territory.foreign(module, loader, className)
          || !prefilter.concerns(file)) {
        return null;
      }
      if (application != null && Prefilter.marked(file)) {
        MarkScout.tell(className, file, application);
      }
      if (!prefilter.names(file, calls)) {
        return null;
      }
      boolean standIns =
          loaded == null ? grown.size() < MOST_GROWN : grown.containsKey(key(loader, className));
      Woven woven = sites().weaveHit(className, domain, file, standIns);
      if (woven == null) {
        return null;
      }
      if (woven.standIns() && loaded == null) {
        grown.put(key(loader, className), Boolean.TRUE);
      }
      return woven.file();
    } catch (Throwable fault) { // of the heap's or the stack's end: the class stays as it is
      return null;
    }
  }

  private SiteWeaver sites() {
    SiteWeaver known = sites;
    if (known == null) {
      known = new SiteWeaver(calls, prefilter, application, tally);
      sites = known;
    }
    return known;
  }

  /** Holds no loader. */
  private static String key(@Nullable ClassLoader loader, String className) {
    return System.identityHashCode(loader) + "/" + className;
  }
}
