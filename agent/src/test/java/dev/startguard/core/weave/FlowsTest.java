package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.hook.Hooks;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are followed to where they end, and code behaves as it does unwoven. */
@TestMethodOrder(OrderAnnotation.class)
class FlowsTest {
  private static final String PACKAGE = "dev.startguard.core.weave.";
  private static final String READINGS = PACKAGE + "Readings";
  private static final List<String> CLASSES =
      List.of(READINGS, PACKAGE + "Limiter", PACKAGE + "Updated");
  private static final Recorder RECORDER = new Recorder();
  private static final Tally TALLY = new Tally();
  private static final Calls CALLS = new Calls(followed(RECORDER));
  private static final SiteWeaver WEAVER = new SiteWeaver(CALLS, TALLY);

  private static Class<?> plain;
  private static Class<?> woven;

  /** Any of the calls that give a time, in both ways. */
  static List<Call> followed(Watch watch) {
    List<Call> calls = new ArrayList<>();
    Map<String, List<String>> elapsed =
        Map.of(
            "java/lang/System", List.of("currentTimeMillis()J"),
            "java/time/Instant",
                List.of("now()Ljava/time/Instant;", "now(Ljava/time/Clock;)Ljava/time/Instant;"),
            "java/time/Clock", List.of("millis()J", "instant()Ljava/time/Instant;"),
            "java/util/Date", List.of("<init>()V"));
    Map<String, List<String>> narrowed =
        Map.of(
            "java/lang/System", List.of("currentTimeMillis()J"),
            "java/time/Instant", List.of("getEpochSecond()J", "toEpochMilli()J"),
            "java/time/Clock", List.of("millis()J"),
            "java/time/ZonedDateTime", List.of("toEpochSecond()J"),
            "java/util/Calendar", List.of("getTimeInMillis()J"),
            "java/util/Date", List.of("getTime()J"));
    add(calls, Kind.ELAPSED, elapsed, watch);
    add(calls, Kind.NARROWED, narrowed, watch);
    return calls;
  }

  private static void add(
      List<Call> calls, Kind kind, Map<String, List<String>> methods, Watch watch) {
    methods.forEach(
        (owner, signatures) -> {
          for (String signature : signatures) {
            int end = signature.indexOf('(');
            calls.add(
                new Call(
                    owner, signature.substring(0, end), signature.substring(end), kind, watch));
          }
        });
  }

  @BeforeAll
  static void load() throws ReflectiveOperationException {
    Bridge.define(Attached.instrumentation());
    new Linker(CALLS).serve(new Hooks(List.of()));
    plain = ClassBytes.loader(PACKAGE, (name, file) -> file).loadClass(READINGS);
    woven =
        ClassBytes.loader(
                PACKAGE, (name, file) -> CLASSES.contains(outer(name)) ? weave(file) : file)
            .loadClass(READINGS);
  }

  private static String outer(String name) {
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  private static byte[] weave(byte[] file) {
    Woven after = WEAVER.weave(file, true);
    return after == null ? file : after.file();
  }

  static Stream<String> ways() {
    return Arrays.stream(Readings.class.getDeclaredMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> method.getReturnType() == Object.class)
        .map(Method::getName)
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("ways")
  @Order(1) // a site is reached for the first time once
  void isRecognisedAndBehavesAsBefore(String way) throws ReflectiveOperationException {
    Object before = run(plain, way);
    int reached = RECORDER.reached.size();

    Object after = run(woven, way);

    assertThat(after).isEqualTo(before);
    List<Site> sites = RECORDER.reached.subList(reached, RECORDER.reached.size());
    if (way.startsWith("none")) {
      assertThat(sites).isEmpty();
    } else {
      assertThat(sites).hasSize(1);
      Site site = sites.get(0);
      assertThat(way).startsWith(site.form().replace(" exactly", ""));
      assertThat(site.form().endsWith(" exactly")).isEqualTo(way.endsWith("ThatThrow"));
      assertThat(site.call().kind()).isEqualTo(way.startsWith("d") ? Kind.ELAPSED : Kind.NARROWED);
      assertThat(site.line()).isPositive();
    }
  }

  @Test
  void namesTheCallThatTheTimeCameFrom() throws ReflectiveOperationException {
    run(woven, "durationOfDates");

    assertThat(RECORDER.reached)
        .filteredOn(site -> site.method().equals("durationOfDates"))
        .extracting(site -> site.call().owner() + "." + site.call().name())
        .containsExactly("java/util/Date.<init>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"durationOverALoop", "deadlineInALoop", "secondsOfADate"})
  void followsTimesInClassesOfJava6(String way) throws ReflectiveOperationException {
    Class<?> old =
        ClassBytes.loader(
                PACKAGE, (name, file) -> name.equals(READINGS) ? weave(java6(file)) : file)
            .loadClass(READINGS);
    Object before = run(plain, way);
    int reached = RECORDER.reached.size();

    assertThat(run(old, way)).isEqualTo(before);
    assertThat(run(old, way)).isEqualTo(before);
    assertThat(RECORDER.reached.size() - reached).isBetween(0, 1);
    assertThat(new ClassReader(weave(java6(ClassBytes.of(Readings.class)))).getItemCount())
        .isGreaterThan(new ClassReader(ClassBytes.of(Readings.class)).getItemCount());
  }

  private static byte[] java6(byte[] file) {
    file[7] = Opcodes.V1_6;
    return file;
  }

  @Test
  void leavesAClassAsItIsInWhichNoTimeEnds() throws ReflectiveOperationException {
    assertThat(WEAVER.weave(ClassBytes.of(Class.forName(PACKAGE + "Updated")), true)).isNull();
    assertThat(WEAVER.weave(ClassBytes.of(Readings.Row.class), true)).isNull();
    assertThat(WEAVER.weave(ClassBytes.of(Readings.Open.class), true)).isNull();
    assertThat(WEAVER.weave(ClassBytes.of(FlowsTest.class), true)).isNull();
  }

  @Test
  void putsAProbeBesideTheCallThatSomebodyElseWatches() {
    List<Call> calls = followed(RECORDER);
    calls.add(new Call("java/util/Date", "<init>", "()V", Kind.SITE, RECORDER));
    Tally tally = new Tally();
    Tally alone = new Tally();

    assertThat(
            new SiteWeaver(new Calls(followed(RECORDER)), alone)
                .weave(ClassBytes.of(Readings.class), true))
        .isNotNull();
    assertThat(new SiteWeaver(new Calls(calls), tally).weave(ClassBytes.of(Readings.class), true))
        .isNotNull();
    assertThat(tally.sites()).isEqualTo(alone.sites() + 5);
  }

  @Test
  void givesUpAtCodeThatTheJvmWouldRefuse() {
    Tally tally = new Tally();

    Woven after = new SiteWeaver(new Calls(followed(RECORDER)), tally).weave(underflowing(), true);

    assertThat(after).isNull();
    assertThat(tally.classes()).isZero();
  }

  @Test
  void endsInTimeAtManyBranches() {
    ClassWriter out = new ClassWriter(0);
    out.visit(Opcodes.V1_7, Opcodes.ACC_PUBLIC, "Many", null, "java/lang/Object", null);
    var code = out.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
    code.visitCode();
    Label[] labels = new Label[700];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new Label();
      code.visitLabel(labels[i]);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC, "java/lang/System", "currentTimeMillis", "()J", false);
      code.visitVarInsn(Opcodes.LSTORE, 2 * (i % 120));
      code.visitInsn(Opcodes.ICONST_0);
      code.visitJumpInsn(Opcodes.IFEQ, labels[i / 2]);
    }
    code.visitVarInsn(Opcodes.LLOAD, 0);
    code.visitVarInsn(Opcodes.LLOAD, 2);
    code.visitInsn(Opcodes.LSUB);
    code.visitInsn(Opcodes.POP2);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(4, 240);
    code.visitEnd();

    Tally tally = new Tally();
    SiteWeaver weaver = new SiteWeaver(new Calls(followed(RECORDER)), tally);

    long begin = System.nanoTime();
    weaver.weave(out.toByteArray(), true);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    assertThat(tally.leftAlone(LeftAlone.FAILED)).isZero();
  }

  @Test
  void neverThrowsAtFlippedBytes() {
    java.util.Random random = new java.util.Random(41);
    byte[] file = ClassBytes.of(Readings.class);
    for (int i = 0; i < 1_000; i++) {
      byte[] broken = file.clone();
      broken[10 + random.nextInt(broken.length - 10)] = (byte) random.nextInt();
      Woven after = WEAVER.weave(broken, true);
      assertThat(after == null || after.file().length < 3 * file.length).isTrue();
    }
  }

  private static byte[] underflowing() {
    ClassWriter out = new ClassWriter(0);
    out.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Broken", null, "java/lang/Object", null);
    var code = out.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
    code.visitCode();
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, "java/lang/System", "currentTimeMillis", "()J", false);
    code.visitInsn(Opcodes.LSUB);
    code.visitInsn(Opcodes.POP2);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(4, 0);
    code.visitEnd();
    byte[] file = out.toByteArray();
    assertThat(new ClassReader(file).getClassName()).isEqualTo("Broken");
    return file;
  }

  private static Object run(Class<?> type, String way) throws ReflectiveOperationException {
    Method method = type.getDeclaredMethod(way);
    method.setAccessible(true);
    try {
      return method.invoke(null);
    } catch (InvocationTargetException thrown) {
      return thrown.getCause().toString();
    }
  }
}
