package dev.startguard.core.weave.bridge;

import dev.startguard.core.weave.Attached;
import dev.startguard.core.weave.Calls;
import dev.startguard.core.weave.LateLinker;
import dev.startguard.core.weave.Linker;
import dev.startguard.core.weave.hook.Hook;
import dev.startguard.core.weave.hook.HookWatch;
import dev.startguard.core.weave.hook.HookWeaver;
import dev.startguard.core.weave.hook.Hooks;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A program that has the bridge planted, hooks a method of the JDK, and says how that went. Its
 * arguments: {@code late} when the class that plants it is loaded before.
 */
final class Sown {
  private Sown() {}

  public static void main(String[] arguments) throws Exception {
    Instrumentation instrumentation = Attached.instrumentation();
    if (List.of(arguments).contains("late")) {
      say("loaded before", carrier().getName());
    }
    AtomicInteger passed = new AtomicInteger();
    HookWatch watch = (hook, values) -> passed.incrementAndGet();
    Hooks hooks =
        new Hooks(
            List.of(new Hook("java/util/TimeZone", "setDefault", null, Hook.Where.ENTRY, watch)));
    HookWeaver weaver = new HookWeaver(hooks);
    Courier courier =
        new Courier(
            null,
            () -> {
              try {
                Bridge.plant(instrumentation);
                new LateLinker(() -> new Linker(new Calls(List.of()))).serve(hooks);
              } catch (ReflectiveOperationException refused) {
                say("refused", refused);
              }
            },
            "courier");
    courier.start();
    courier.join();
    say("opened", Object.class.getModule().isOpen("java.lang", Sown.class.getModule()));
    say("missing", weaver.weave(instrumentation).size());
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    say("passed", passed.get());
    again(instrumentation);
    Method name = carrier().getMethod("constantName");
    Object thrown =
        carrier().getConstructor(Class.class, String.class).newInstance(Thread.State.class, "X");
    say("usable", name.invoke(thrown));
    say("methods", carrier().getDeclaredMethods().length);
  }

  /** As another agent may do it with every class there is. */
  private static void again(Instrumentation instrumentation) throws Exception {
    AtomicInteger seen = new AtomicInteger();
    ClassFileTransformer other =
        new ClassFileTransformer() {
          @Override
          public byte @Nullable [] transform(
              @Nullable ClassLoader loader,
              @Nullable String className,
              @Nullable Class<?> loaded,
              @Nullable ProtectionDomain domain,
              byte[] file) {
            seen.addAndGet(Seed.NAME.equals(className) ? 1 : 0);
            return null;
          }
        };
    instrumentation.addTransformer(other, true);
    instrumentation.retransformClasses(carrier());
    say("transformed again", seen.get());
  }

  private static Class<?> carrier() throws ClassNotFoundException {
    return Class.forName(Seed.NAME.replace('/', '.'));
  }

  private static void say(String what, Object value) {
    System.out.println(what + ": " + value);
  }
}
