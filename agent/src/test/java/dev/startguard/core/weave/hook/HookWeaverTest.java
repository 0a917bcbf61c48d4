package dev.startguard.core.weave.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.weave.Attached;
import dev.startguard.core.weave.Calls;
import dev.startguard.core.weave.ClassBytes;
import dev.startguard.core.weave.Linker;
import dev.startguard.core.weave.bridge.Bridge;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HookWeaverTest {
  private static final String PREY = Prey.class.getName();
  private static final String OWNER = PREY.replace('.', '/');

  private static Instrumentation instrumentation;

  private final HookRecorder recorder = new HookRecorder();

  @BeforeAll
  static void attach() throws ReflectiveOperationException {
    instrumentation = Attached.instrumentation();
  }

  @Test
  void behavesAsBeforeAndPassesWhatWasPassed() throws Exception {
    String seen = run(everywhere());

    assertThat(seen).isEqualTo(Prey.run());
    assertThat(recorder.arguments("overwritten ENTRY")).startsWith(1L, 2.5, "x", 4);
    assertThat(recorder.arguments("overwritten RETURN")).containsOnlyNulls();
    assertThat(recorder.only("overwritten RETURN")[Hook.OUTCOME]).isEqualTo("4/4.0/[2]/7/true");
    assertThat(recorder.only("overwritten ENTRY")[Hook.OUTCOME]).isNull();
    assertThat(recorder.only("overwritten RETURN")[Hook.RECEIVER].getClass().getName())
        .isEqualTo(PREY);
    assertThat(recorder.arguments("statics ENTRY"))
        .containsExactly((byte) 1, (short) 2, 'c', true, 1.5f);
    assertThat(recorder.only("statics RETURN")[Hook.OUTCOME]).isEqualTo(103.5);
    assertThat(recorder.only("statics RETURN")[Hook.RECEIVER]).isNull();
    assertThat(recorder.only("hidden RETURN")[Hook.OUTCOME]).isEqualTo("secret!");
    assertThat(recorder.only("nothing RETURN")[Hook.OUTCOME]).isNull();
    assertThat(recorder.only("loopsAtOnce RETURN")[Hook.OUTCOME]).isEqualTo(1);
    assertThat(passed("last RETURN"))
        .extracting(values -> values[Hook.OUTCOME] + " of " + values[Hook.ARGUMENTS])
        .containsExactly("told plus of 5", "told minus of -5");
  }

  @Test
  void passesAConstructorsObjectWhenItIsWhole() throws Exception {
    run(everywhere());

    List<Object[]> begun = passed("<init> ENTRY");
    List<Object[]> ended = passed("<init> RETURN");
    assertThat(begun).hasSize(3);
    assertThat(begun.get(0)).containsExactly(null, null, 7L, "text");
    assertThat(ended).as("the other constructor returns twice").hasSize(1);
    assertThat(ended.get(0)[Hook.RECEIVER].getClass().getName()).isEqualTo(PREY);
  }

  @Test
  void passesWhatAMethodThrowsAndNotWhatItCatches() throws Exception {
    run(everywhere());

    assertThat(passed("parse THROW")).hasSize(1);
    assertThat(passed("parse THROW").get(0)[Hook.OUTCOME])
        .isInstanceOf(IllegalStateException.class);
    assertThat(passed("parsesOrThrows THROW"))
        .extracting(values -> values[2])
        .containsExactly("seven", null);
  }

  @Test
  void tellsTheWatchOnlyWhatAGuardLetsPass() throws Exception {
    Hook.Guard guard = new Hook.Guard(0, OWNER + "$Told", "what");
    Hook guarded = new Hook(OWNER, "guarded", null, Hook.Where.ENTRY, guard, recorder);
    Hook always = new Hook(OWNER, "guarded", null, Hook.Where.ENTRY, recorder);

    assertThat(run(hooks(guarded, guarded, always))).isEqualTo(Prey.run());
    assertThat(recorder.passed).hasSize(6);
    assertThat(recorder.passed.subList(3, 6))
        .extracting(values -> String.valueOf(values[Hook.ARGUMENTS]))
        .containsOnly("told told");
  }

  @Test
  void refusesWhatIsNoGuardOfTheMethod() {
    assertThat(woven(new Hook.Guard(1, OWNER + "$Told", "what"))).isNull();
    assertThat(woven(new Hook.Guard(0, OWNER + "$Told", "which"))).isNull();
    assertThat(woven(new Hook.Guard(0, OWNER + "$Asked", "what"))).isNull();
    assertThat(woven(new Hook.Guard(0, OWNER + "$Told", "what"))).isNotNull();
    Hook.Guard ofANumber = new Hook.Guard(0, OWNER + "$Told", "what");
    Hook many = new Hook(OWNER, "last", null, Hook.Where.ENTRY, ofANumber, recorder);
    assertThat(new HookWeaver(hooks(many)).weave(ClassBytes.of(Prey.class))).isNull();
    assertThatThrownBy(() -> new Hook(OWNER, "last", null, Hook.Where.THROW, ofANumber, recorder))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private byte[] woven(Hook.Guard guard) {
    Hook hook = new Hook(OWNER, "guarded", null, Hook.Where.ENTRY, guard, recorder);
    return new HookWeaver(hooks(hook)).weave(ClassBytes.of(Prey.class));
  }

  @Test
  void letsNothingThatAWatchThrowsReachTheMethodAndEndsItAtTheThird() throws Exception {
    recorder.thrown = new IllegalStateException("of the watch");

    assertThat(run(everywhere())).isEqualTo(Prey.run());
    assertThat(recorder.names).hasSize(3);
  }

  @Test
  void letsNoEndOfTheHeapReachTheMethod() throws Exception {
    recorder.thrown = new OutOfMemoryError("of the watch");

    assertThat(run(everywhere())).isEqualTo(Prey.run());
    assertThat(recorder.names).hasSizeGreaterThan(20);
  }

  @Test
  void keepsStackTraces() throws Exception {
    assertThat(trace(load(everywhere()))).isEqualTo(trace(Prey.class));
  }

  @Test
  void leavesMethodsAloneThatReturnInTheMiddleOrTakeMoreThanTen() {
    byte[] file = ClassBytes.of(Prey.class);
    Hook locked = new Hook(OWNER, "locked", null, Hook.Where.RETURN, recorder);
    Hook many = new Hook(OWNER, "many", null, Hook.Where.ENTRY, recorder);

    assertThat(new HookWeaver(hooks(locked)).weave(file)).isNull();
    assertThat(new HookWeaver(hooks(many)).weave(file)).isNull();
  }

  @Test
  void leavesAClassAloneWhoseMethodsAreNotThere() {
    HookWeaver weaver =
        new HookWeaver(hooks(new Hook(OWNER, "nothing", "(I)V", Hook.Where.ENTRY, recorder)));

    assertThat(weaver.weave(ClassBytes.of(Prey.class))).isNull();
    assertThat(weaver.weave(new byte[] {1, 2, 3})).isNull();
  }

  @Test
  void hooksAMethodOfTheJdkAndNamesTheMissing() throws Exception {
    Hook present = setDefault("(Ljava/util/TimeZone;)V", "java/util/TimeZone");
    Hook noOverload = setDefault("()V", "java/util/TimeZone");
    Hook noClass = setDefault("()V", "java/util/TimeZones");
    Hook noCode = new Hook("java/util/TimeZone", "getRawOffset", "()I", Hook.Where.ENTRY, recorder);
    Hook twice = new Hook("java/util/TimeZone", "toZoneId0", null, Hook.Where.RETURN, recorder);
    Hooks hooks = hooks(present, noOverload, noClass, noCode, twice);
    Bridge.define(instrumentation);
    new Linker(new Calls(List.of())).serve(hooks);
    HookWeaver weaver = new HookWeaver(hooks);
    TimeZone before = TimeZone.getDefault();
    try {
      assertThat(weaver.weave(instrumentation)).containsExactly(noOverload, noClass, noCode, twice);
      TimeZone.setDefault(before);
    } finally {
      instrumentation.removeTransformer(weaver);
      instrumentation.retransformClasses(TimeZone.class);
    }
    TimeZone.setDefault(before);

    assertThat(recorder.names).containsExactly("setDefault ENTRY");
    assertThat(recorder.passed.get(0)).containsExactly(null, null, before);
  }

  @Test
  void staysWhenAnotherAgentTransformsAgain() throws Exception {
    Hooks hooks = hooks(setDefault(null, "java/util/TimeZone"));
    Bridge.define(instrumentation);
    new Linker(new Calls(List.of())).serve(hooks);
    HookWeaver weaver = new HookWeaver(hooks);
    try {
      assertThat(weaver.weave(instrumentation)).isEmpty();
      instrumentation.retransformClasses(TimeZone.class);
      TimeZone.setDefault(TimeZone.getDefault());
    } finally {
      instrumentation.removeTransformer(weaver);
      instrumentation.retransformClasses(TimeZone.class);
    }

    assertThat(recorder.names).containsExactly("setDefault ENTRY");
  }

  /** The JVM shows no transformer what is loaded while a transformer works on the same thread. */
  @Test
  void weavesWhatATransformerLoaded() throws Exception {
    String unseen = "java.util.concurrent.Exchanger";
    assertThat(loadedByTheJvm()).doesNotContain(unseen);
    Hook hook = new Hook(unseen.replace('.', '/'), "exchange", null, Hook.Where.ENTRY, recorder);
    Hooks hooks = hooks(hook);
    Bridge.define(instrumentation);
    new Linker(new Calls(List.of())).serve(hooks);
    HookWeaver weaver = new HookWeaver(hooks);
    ClassFileTransformer loading = new Loading(unseen);
    try {
      weaver.begin(instrumentation, false);
      instrumentation.addTransformer(loading);
      ClassBytes.loader(PREY, (name, file) -> file).loadClass(PREY);
      assertThat(loadedByTheJvm()).contains(unseen);
      assertThat(weaver.weaves(hook)).isFalse();

      assertThat(weaver.missing()).isEmpty();
    } finally {
      instrumentation.removeTransformer(loading);
      instrumentation.removeTransformer(weaver);
    }
    assertThat(weaver.weaves(hook)).isTrue();
  }

  /** Begun before there was a transformer, and at the first look not yet among the loaded. */
  @Test
  void weavesWhatWasBeingLoaded() throws Exception {
    Hook hook = setDefault(null, "java/util/TimeZone");
    Hooks hooks = hooks(hook);
    Bridge.define(instrumentation);
    new Linker(new Calls(List.of())).serve(hooks);
    HookWeaver weaver = new HookWeaver(hooks);
    AtomicInteger looks = new AtomicInteger();
    InvocationHandler late =
        (proxy, method, arguments) ->
            method.getName().equals("getInitiatedClasses") && looks.getAndIncrement() == 0
                ? new Class<?>[0]
                : method.invoke(instrumentation, arguments);
    try {
      weaver.begin(
          (Instrumentation)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, late),
          false);

      assertThat(weaver.weaves(hook)).isTrue();
    } finally {
      instrumentation.removeTransformer(weaver);
      instrumentation.retransformClasses(TimeZone.class);
    }
  }

  private static List<String> loadedByTheJvm() {
    List<String> names = new ArrayList<>();
    for (Class<?> type : instrumentation.getInitiatedClasses(null)) {
      names.add(type.getName());
    }
    return names;
  }

  /** Another agent's, that needs a class for its work. */
  private record Loading(String name) implements ClassFileTransformer {
    @Override
    public byte[] transform(
        Module module,
        ClassLoader loader,
        String className,
        Class<?> loaded,
        ProtectionDomain domain,
        byte[] file) {
      try {
        Class.forName(name, false, null);
      } catch (ClassNotFoundException absent) {
        throw new IllegalStateException(absent);
      }
      return null;
    }
  }

  @Test
  void leavesClassesOfTheSameNameAlone() {
    HookWeaver weaver = new HookWeaver(everywhere());
    byte[] file = ClassBytes.of(Prey.class);
    ClassLoader app = getClass().getClassLoader();

    assertThat(weaver.transform(app.getUnnamedModule(), app, OWNER, null, null, file)).isNull();
    assertThat(weaver.transform(null, null, "java/util/Timer", null, null, file)).isNull();
    assertThat(weaver.transform(null, null, null, null, null, file)).isNull();
    assertThat(weaver.transform(null, null, OWNER, null, null, new byte[40])).isNull();
    assertThat(weaver.transform(null, null, OWNER, null, null, file)).isNotNull();
  }

  @Test
  void refusesTheExceptionOfAConstructor() {
    assertThatThrownBy(() -> new Hook(OWNER, "<init>", null, Hook.Where.THROW, recorder))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Hook setDefault(String descriptor, String owner) {
    return new Hook(owner, "setDefault", descriptor, Hook.Where.ENTRY, recorder);
  }

  private static Hooks hooks(Hook... hooks) {
    return new Hooks(List.of(hooks));
  }

  /** Each method, wherever it can be hooked. */
  private Hooks everywhere() {
    List<Hook> hooks = new ArrayList<>();
    for (Method method : Prey.class.getDeclaredMethods()) {
      for (Hook.Where where : Hook.Where.values()) {
        hooks.add(new Hook(OWNER, method.getName(), null, where, recorder));
      }
    }
    hooks.add(new Hook(OWNER, "<init>", null, Hook.Where.ENTRY, recorder));
    hooks.add(new Hook(OWNER, "<init>", null, Hook.Where.RETURN, recorder));
    return new Hooks(hooks);
  }

  private List<Object[]> passed(String name) {
    List<Object[]> found = new ArrayList<>();
    for (int i = 0; i < recorder.names.size(); i++) {
      if (recorder.names.get(i).equals(name)) {
        found.add(recorder.passed.get(i));
      }
    }
    return found;
  }

  private static Class<?> load(Hooks hooks) throws ReflectiveOperationException {
    Bridge.define(instrumentation);
    new Linker(new Calls(List.of())).serve(hooks);
    HookWeaver weaver = new HookWeaver(hooks);
    return ClassBytes.loader(PREY, (name, file) -> name.equals(PREY) ? weaver.weave(file) : file)
        .loadClass(PREY);
  }

  private static String run(Hooks hooks) throws ReflectiveOperationException {
    Method run = load(hooks).getDeclaredMethod("run");
    run.setAccessible(true);
    return (String) run.invoke(null);
  }

  private static String trace(Class<?> prey) throws ReflectiveOperationException {
    var constructor = prey.getDeclaredConstructor(boolean.class);
    constructor.setAccessible(true);
    Method parse = prey.getDeclaredMethod("parse", String.class);
    parse.setAccessible(true);
    try {
      return String.valueOf(parse.invoke(constructor.newInstance(true), (Object) null));
    } catch (InvocationTargetException thrown) {
      return Arrays.toString(Arrays.copyOf(thrown.getCause().getStackTrace(), 1));
    }
  }
}
