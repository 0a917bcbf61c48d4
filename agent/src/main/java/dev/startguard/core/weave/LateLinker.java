package dev.startguard.core.weave;

import dev.startguard.core.weave.bridge.Bridge;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has the linker made when the first probe is linked: most starts never reach one. */
public final class LateLinker implements Function<Object[], Object>, BiConsumer<Object, Object> {
  private final Supplier<Linker> maker;
  private final Numbered numbered = new Numbered();
  private volatile @Nullable Linker made;

  /**
   * @param maker always gives the same one, which links the calls of {@link #numbered}
   */
  public LateLinker(Supplier<Linker> maker) {
    this.maker = maker;
  }

  /** The probes in old classes. */
  public Numbered numbered() {
    return numbered;
  }

  /**
   * Has the bridge ask this one from now on, and hand on to these hooks what hooked methods pass.
   *
   * @throws ReflectiveOperationException when there is no bridge
   */
  public void serve(BiConsumer<Object, Object> hooks) throws ReflectiveOperationException {
    Bridge.serve(this, numbered.done(), this, hooks);
  }

  /**
   * For the bridge, see {@link Linker#apply}. When no linker can be made, the agent's jar being
   * gone for one, the probe does nothing for good: what a bootstrap throws the JVM throws again at
   * each call.
   */
  @Override
  public Object apply(Object[] link) {
    try {
      return linker().apply(link);
    } catch (Throwable ours) {
      return new ConstantCallSite(
          MethodHandles.empty((MethodType) link[2])); // names no class of us
    }
  }

  /** For the bridge, see {@link OldLinker#accept}. */
  @Override
  public void accept(Object number, @Nullable Object values) {
    try {
      linker().old().accept(number, values);
    } catch (Throwable ours) {
      numbered.done()[(Integer) number] = true;
    }
  }

  private Linker linker() {
    Linker known = made;
    if (known == null) {
      known = maker.get();
      made = known;
    }
    return known;
  }
}
