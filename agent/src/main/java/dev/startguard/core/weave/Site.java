package dev.startguard.core.weave;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One place where a watched call is written. Two loaders' copies of a class, a second
 * transformation and a concurrent first link have one site.
 */
public final class Site {
  private static final int FAILURES = 3;

  private final Call call;
  private final String className;
  private final String method;
  private final String descriptor;
  private final int ordinal;
  private final int line;
  private final String form;
  private final String file;
  private final @Nullable String codeSource;
  private final AtomicInteger failures;

  /** What examines here; the classes that link so may be gone. */
  private final Queue<WeakReference<MutableCallSite>> links = new ConcurrentLinkedQueue<>();

  private volatile boolean off;

  /**
   * @param codeSource the path of the URL that the class was loaded from, if it has one
   * @param failures how often the call's watch has failed, at all of its sites
   */
  Site(
      Call call,
      String className,
      Place place,
      String file,
      @Nullable String codeSource,
      AtomicInteger failures) {
    this.call = call;
    this.className = className;
    this.method = place.method();
    this.descriptor = place.descriptor();
    this.ordinal = place.ordinal();
    this.line = place.line();
    this.form = place.form();
    this.file = file;
    this.codeSource = codeSource;
    this.failures = failures;
  }

  /** What is called. */
  public Call call() {
    return call;
  }

  /** The class that calls: {@code com.acme.Billing}. */
  public String className() {
    return className;
  }

  /** The method that calls; {@code <init>} and {@code <clinit>} as the JVM names them. */
  public String method() {
    return method;
  }

  /** Of the method that calls: {@code (I)V}. */
  public String descriptor() {
    return descriptor;
  }

  /** The how manieth of such calls in the method, from 0, in the order of the bytecode. */
  public int ordinal() {
    return ordinal;
  }

  /** 0 when the class was compiled without. */
  public int line() {
    return line;
  }

  /**
   * What was recognised where the result of a call ends: {@code duration} or {@code deadline} of
   * {@link Kind#ELAPSED}, {@code seconds} or {@code millis}, with {@code exactly} when it throws,
   * of {@link Kind#NARROWED}; "" for others.
   */
  public String form() {
    return form;
  }

  /** The source file as the class names it; null when it does not. */
  public @Nullable String file() {
    return file.isEmpty() ? null : file;
  }

  /** The path of the URL that the class was loaded from; null when it has none. */
  public @Nullable String codeSource() {
    return codeSource;
  }

  /** From now on nothing is examined here, and the call costs what it costs without us. */
  public void switchOff() {
    off = true;
    WeakReference<MutableCallSite> link = links.poll();
    while (link != null) {
      MutableCallSite alive = link.get();
      if (alive != null) {
        end(alive);
      }
      link = links.poll();
    }
  }

  /** The loaders of a class may come and go, and their links with them. */
  private void forget() {
    for (Iterator<WeakReference<MutableCallSite>> all = links.iterator(); all.hasNext(); ) {
      if (all.next().refersTo(null)) {
        all.remove();
      }
    }
  }

  private static void end(MutableCallSite link) {
    link.setTarget(MethodHandles.empty(link.type()));
    MutableCallSite.syncAll(new MutableCallSite[] {link});
  }

  /** Whether values are no longer examined here. */
  public boolean isOff() {
    return off;
  }

  /** Links a probe of this site to what examines its values, until the site is switched off. */
  CallSite link(MethodHandle examiner) {
    MutableCallSite link = new MutableCallSite(examiner);
    forget();
    links.add(new WeakReference<>(link));
    if (off) { // since then, perhaps
      end(link);
    }
    return link;
  }

  /** Whether the watch has failed too often to be asked again. */
  boolean watchFailed() {
    return failures.get() >= FAILURES;
  }

  /** For what a watch throws; the woven code hands it over in place of throwing it. */
  public void failed(Throwable thrown) {
    if (thrown instanceof VirtualMachineError) {
      return; // the stack's or the heap's end, not the watch's fault
    }
    if (failures.incrementAndGet() >= FAILURES) {
      switchOff();
    }
  }
}
