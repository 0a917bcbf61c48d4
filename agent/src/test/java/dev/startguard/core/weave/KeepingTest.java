package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.hook.Hooks;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What probes are given a method does not keep alive longer than without them. */
@Timeout(120)
class KeepingTest {
  private final Recorder recorder = new Recorder();

  @ParameterizedTest
  @ValueSource(strings = {"receiver", "argument"})
  void letsGoOfWhatTheCallWasGiven(String method) throws Exception {
    Calls calls = new Calls(Watched.by(recorder));
    Bridge.define(Attached.instrumentation());
    new Linker(calls).serve(new Hooks(List.of()));
    SiteWeaver weaver = new SiteWeaver(calls, new Tally());
    String name = Keeping.class.getName();
    Class<?> woven =
        ClassBytes.loader(name, (each, file) -> weaver.weave(file, true).file()).loadClass(name);
    Runnable gone =
        () -> {
          assertThat(recorder.examined).isNotEmpty();
          recorder.examined.clear();
          WeakReference<?> made = made(woven);
          while (made.get() != null && !Thread.currentThread().isInterrupted()) {
            System.gc(); // the frame of the method is an interpreter's
          }
          assertThat(made.get()).isNull();
        };

    woven.getMethod(method, Runnable.class).invoke(null, gone);
  }

  private static WeakReference<?> made(Class<?> woven) {
    try {
      return (WeakReference<?>) woven.getField("made").get(null);
    } catch (ReflectiveOperationException renamed) {
      throw new LinkageError(renamed.getMessage(), renamed);
    }
  }
}
