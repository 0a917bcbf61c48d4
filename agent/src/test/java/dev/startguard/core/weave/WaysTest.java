package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.hook.Hooks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to write a call is seen, and behaves as it does unwoven. */
@TestMethodOrder(OrderAnnotation.class)
class WaysTest {
  private static final String WAYS = Ways.class.getName();
  private static final Recorder RECORDER = new Recorder();
  private static final Tally TALLY = new Tally();

  private static Class<?> plain;
  private static Class<?> woven;

  @BeforeAll
  static void load() throws ReflectiveOperationException {
    Calls calls = new Calls(Watched.by(RECORDER));
    Bridge.define(Attached.instrumentation());
    new Linker(calls).serve(new Hooks(List.of()));
    SiteWeaver weaver = new SiteWeaver(calls, TALLY);
    plain = ClassBytes.loader(WAYS, (name, file) -> file).loadClass(WAYS);
    woven =
        ClassBytes.loader(
                WAYS,
                (name, file) -> {
                  Woven after = weaver.weave(file, true);
                  return after == null ? file : after.file();
                })
            .loadClass(WAYS);
  }

  static Stream<String> ways() {
    return Arrays.stream(Ways.class.getDeclaredMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> method.getParameterCount() == 0)
        .map(Method::getName)
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("ways")
  @Order(1) // a site is reached for the first time once
  void isSeenAndBehavesAsBefore(String way) throws ReflectiveOperationException {
    String before = run(plain, way);
    int reached = RECORDER.reached.size();
    int examined = RECORDER.examined.size();

    String after = run(woven, way);

    assertThat(after).isEqualTo(before);
    if (way.startsWith("seen")) {
      assertThat(RECORDER.reached.size()).isGreaterThan(reached);
    } else {
      assertThat(RECORDER.examined.size() > examined).isEqualTo(!way.startsWith("unseen"));
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void isTheSameASecondTime(String way) throws ReflectiveOperationException {
    run(woven, way);
    int reached = RECORDER.reached.size();

    assertThat(run(woven, way)).isEqualTo(run(plain, way));
    assertThat(RECORDER.reached).hasSize(reached);
  }

  @Test
  void givesArgumentsAndReceiver() throws ReflectiveOperationException {
    assertThat(values("twoReferences")).containsExactly(List.of(Ways.GAP, Ways.BERLIN));
    assertThat(values("manyArguments"))
        .containsExactly(List.of(2027, 3, 28, 2, 30, 0, 0, Ways.BERLIN));
    assertThat(values("constructorWithALong")).containsExactly(List.of(1_800_000_000L));
    assertThat(values("referenceUnbound")).containsExactly(List.of(Ways.GAP, Ways.BERLIN));
    assertThat(values("referenceToAConstructor")).containsExactly(List.of(12L));
  }

  @Test
  void givesResults() throws ReflectiveOperationException {
    assertThat(values("longResult")).containsExactly(List.of(25L * 86_400_000));
    assertThat(values("resultWithItsArguments"))
        .extracting(Object::toString)
        .containsExactly("[2027-01-31, 1]", "[2027-02-28, 2027-01-31, 1]");
  }

  @Test
  void givesTheObjectOfAConstructor() throws ReflectiveOperationException {
    assertThat(values("constructorWithItsObject"))
        .containsExactly(List.of(new GregorianCalendar(2027, 1, 28), 2027, 1, 28));
    assertThat(values("constructorWithItsObjectAmongOthers"))
        .extracting(given -> given.get(0).getClass().getSimpleName())
        .containsExactly(
            "GregorianCalendar",
            "GregorianCalendar",
            "Integer",
            "CountDownLatch",
            "Integer",
            "CountDownLatch",
            "GregorianCalendar");
    assertThat(values("constructorWithABranchAndArguments")).containsExactly(List.of(3));
    assertThat(values("referenceToAConstructorWithItsObject"))
        .extracting(given -> given.get(0).getClass().getSimpleName())
        .containsExactly("Integer", "CountDownLatch");
    assertThat(values("constructorThatThrows")).containsExactly(List.of(-1));
  }

  @Test
  void knowsWhereASiteIs() throws ReflectiveOperationException {
    run(woven, "seenTwiceInOneLine");

    assertThat(RECORDER.reached)
        .filteredOn(site -> site.method().equals("seenTwiceInOneLine"))
        .hasSize(2)
        .allMatch(site -> site.className().equals(WAYS) && "Ways.java".equals(site.file()))
        .allMatch(site -> site.line() > 0 && site.descriptor().equals("()Ljava/lang/Object;"))
        .extracting(Site::ordinal)
        .containsExactly(0, 1);
  }

  @Test
  void addsNothingThatReflectionSeesAsPublic() {
    List<String> more =
        Arrays.stream(woven.getDeclaredMethods())
            .filter(method -> method.getName().startsWith(StandIns.PREFIX))
            .filter(method -> !method.isSynthetic() || !Modifier.isPrivate(method.getModifiers()))
            .map(Method::getName)
            .toList();

    assertThat(more).isEmpty();
    assertThat(woven.getMethods()).hasSameSizeAs(plain.getMethods());
  }

  @Test
  void countsWhatItLeavesAlone() throws ReflectiveOperationException {
    run(woven, "unseenWhenSerializable");

    assertThat(TALLY.leftAlone(LeftAlone.REFERENCE)).isPositive();
    assertThat(TALLY.leftAlone(LeftAlone.CONSTRUCTOR)).isGreaterThan(2);
    assertThat(TALLY.leftAlone(LeftAlone.FAILED)).isZero();
    assertThat(TALLY.sites()).isGreaterThan(40);
  }

  private static List<List<Object>> values(String way) throws ReflectiveOperationException {
    int before = RECORDER.examined.size();
    run(woven, way);
    return List.copyOf(RECORDER.examined.subList(before, RECORDER.examined.size()));
  }

  /** What comes of it, with the whole trace of what it throws. */
  private static String run(Class<?> type, String way) throws ReflectiveOperationException {
    Method method = type.getDeclaredMethod(way);
    method.setAccessible(true);
    try {
      return String.valueOf(method.invoke(null));
    } catch (InvocationTargetException thrown) {
      StringWriter text = new StringWriter();
      thrown.getCause().printStackTrace(new PrintWriter(text));
      return text.toString().lines().filter(WaysTest::ofTheProgram).toList().toString();
    }
  }

  private static boolean ofTheProgram(String frame) {
    return !frame.contains("reflect") && !frame.contains("org.junit") && !frame.contains("Test.");
  }
}
