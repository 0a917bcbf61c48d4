package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.util.List;

/** This very JVM, with hooks in its own methods until it is closed. */
public final class HookedJvm implements AutoCloseable {
  private final Hooks hooks;
  private final HookWeaver weaver;

  private HookedJvm(Hooks hooks) {
    this.hooks = hooks;
    weaver = new HookWeaver(hooks);
  }

  /** Weaves them; each has to be there. */
  public static HookedJvm with(List<Hook> hooks) throws ReflectiveOperationException {
    Instrumentation instrumentation = Attached.instrumentation();
    HookedJvm jvm = new HookedJvm(new Hooks(hooks));
    Bridge.define(instrumentation);
    Bridge.serve(new Linker(new Calls(List.of())), jvm.hooks);
    assertThat(jvm.weaver.weave(instrumentation)).isEmpty();
    return jvm;
  }

  /** Takes them out. */
  @Override
  public void close() {
    try {
      Instrumentation instrumentation = Attached.instrumentation();
      instrumentation.removeTransformer(weaver);
      for (String owner : hooks.owners()) {
        instrumentation.retransformClasses(Class.forName(owner.replace('/', '.'), false, null));
      }
    } catch (Exception refused) {
      throw new AssertionError(refused);
    }
  }
}
