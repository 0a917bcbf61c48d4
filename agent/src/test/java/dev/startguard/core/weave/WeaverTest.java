package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.hook.Hooks;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The weaver as the JVM calls it. */
class WeaverTest {
  private static final String WAYS = Ways.class.getName();

  private static Instrumentation instrumentation;

  private final Recorder recorder = new Recorder();
  private final Tally tally = new Tally();
  private final Calls calls = new Calls(Watched.by(recorder));
  private final Weaver weaver = new Weaver(calls, null, tally);

  @BeforeAll
  static void attach() throws ReflectiveOperationException {
    instrumentation = Attached.instrumentation();
  }

  @BeforeEach
  void define() throws ReflectiveOperationException {
    Bridge.define(instrumentation);
    new Linker(calls).serve(new Hooks(List.of()));
  }

  @AfterEach
  void remove() {
    instrumentation.removeTransformer(weaver);
  }

  @Test
  void weavesAClassAsItLoads() throws Exception {
    instrumentation.addTransformer(weaver, true);
    Class<?> ways = load();

    assertThat(run(ways, "twoReferences")).isEqualTo(Ways.GAP.atZone(Ways.BERLIN));
    assertThat(run(ways, "referenceUnbound")).isEqualTo(Ways.GAP.atZone(Ways.BERLIN));
    assertThat(recorder.examined).hasSize(2);
  }

  @Test
  void weavesAClassThatIsLoadedAlready() throws Exception {
    Class<?> ways = load();
    run(ways, "twoReferences");
    instrumentation.addTransformer(weaver, true);

    assertThat(Sweep.retransform(instrumentation, ways)).isZero();
    run(ways, "twoReferences");
    run(ways, "referenceUnbound");

    assertThat(recorder.examined).hasSize(1);
    assertThat(tally.leftAlone(LeftAlone.REFERENCE)).isPositive();
  }

  @Test
  void staysWovenWhenAnotherAgentTransformsAgain() throws Exception {
    instrumentation.addTransformer(weaver, true);
    Class<?> ways = load();
    run(ways, "referenceUnbound");
    int reached = recorder.reached.size();

    instrumentation.retransformClasses(ways);
    run(ways, "referenceUnbound");

    assertThat(recorder.examined).hasSize(2);
    assertThat(recorder.reached).hasSize(reached);
  }

  @Test
  void hasToStayForClassesThatGotAMethod() throws Exception {
    instrumentation.addTransformer(weaver, true);
    Class<?> face = load().getClassLoader().loadClass(WAYS + "$Face");
    instrumentation.removeTransformer(weaver);

    assertThat(face.getDeclaredMethods())
        .anyMatch(method -> method.getName().startsWith(StandIns.PREFIX));
    assertThatThrownBy(() -> instrumentation.retransformClasses(face))
        .as("a class that got a method can no longer lose it")
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void goesOnOneByOneWhenOneClassSpoilsTheSweep() throws Exception {
    instrumentation.addTransformer(weaver, true);
    Class<?> ways = load();

    assertThat(Sweep.retransform(instrumentation, int[].class, ways)).isEqualTo(1);
    assertThat(Sweep.retransform(instrumentation)).isZero();
  }

  @Test
  void weavesAClassThatWasLoadingWhenItCame() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch come = new CountDownLatch(1);
    ClassFileTransformer slow =
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader, String name, Class<?> again, ProtectionDomain of, byte[] file) {
            if (again == null && name != null && name.equals(WAYS.replace('.', '/'))) {
              loading.countDown();
              await(come);
            }
            return null;
          }
        };
    instrumentation.addTransformer(slow, true);
    FutureTask<Class<?>> load = new FutureTask<>(WeaverTest::load);
    new Thread(load).start();
    await(loading);
    instrumentation.addTransformer(weaver, true);
    try {
      Instrumentation inTheMidst = listing(come, load);
      assertThat(Sweep.over(inTheMidst, true)).isZero();
    } finally {
      come.countDown();
      instrumentation.removeTransformer(slow);
    }
    run(load.get(), "twoReferences");

    assertThat(recorder.examined).isNotEmpty();
  }

  /** Of classes, none at first; then the one whose loading goes on as soon as none was listed. */
  private static Instrumentation listing(CountDownLatch come, Future<Class<?>> loaded) {
    return (Instrumentation)
        Proxy.newProxyInstance(
            WeaverTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("getAllLoadedClasses")) {
                return method.invoke(instrumentation, arguments);
              }
              boolean first = come.getCount() > 0;
              come.countDown();
              return first ? new Class<?>[0] : new Class<?>[] {loaded.get()};
            });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }

  @Test
  void leavesTheJdkItsGeneratedClassesAndOursAlone() {
    byte[] file = ClassBytes.of(Ways.class);
    Module base = Object.class.getModule();
    ClassLoader app = WeaverTest.class.getClassLoader();
    Module unnamed = app.getUnnamedModule();

    assertThat(weaver.transform(base, null, "java/util/Any", null, null, file)).isNull();
    assertThat(weaver.transform(unnamed, app, "jdk/proxy1/$Proxy7", null, null, file)).isNull();
    assertThat(weaver.transform(unnamed, app, "dev/startguard/core/A", null, null, file)).isNull();
    assertThat(weaver.transform(unnamed, app, null, null, null, file)).isNull();
    assertThat(weaver.transform(unnamed, app, "com/acme/A", null, null, file)).isNotNull();
    assertThat(weaver.transform(null, null, "com/acme/A", null, null, file)).isNotNull();
  }

  private static Class<?> load() throws ClassNotFoundException {
    return ClassBytes.loader(WAYS, (name, file) -> file).loadClass(WAYS);
  }

  private static Object run(Class<?> type, String way) throws ReflectiveOperationException {
    Method method = type.getDeclaredMethod(way);
    method.setAccessible(true);
    return method.invoke(null);
  }
}
