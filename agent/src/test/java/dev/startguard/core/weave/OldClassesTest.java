package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.hook.Hooks;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldClassesTest {
  private static final String WAYS = OldWays.class.getName();
  private static final Object BERLIN = ZoneId.of("Europe/Berlin");

  private final Recorder recorder = new Recorder();
  private final Tally tally = new Tally();
  private final Calls calls = new Calls(Watched.by(recorder));
  private final SiteWeaver weaver = new SiteWeaver(calls, tally);

  /** Java 1.1 to 7; from 5 on with class constants, in 6 with frames, in 7 with dynamic calls. */
  @ParameterizedTest
  @ValueSource(ints = {45, 46, 47, 48, 49, 50, 51})
  void areSeenAndBehaveAsBefore(int version) throws Exception {
    String after = run(version);

    assertThat(after).isEqualTo(OldWays.run());
    assertThat(tally.classes()).isEqualTo(1);
    assertThat(tally.leftAlone(LeftAlone.FAILED)).isZero();
    assertThat(recorder.reached)
        .filteredOn(site -> site.call().kind() == Kind.SITE && site.className().equals(WAYS))
        .extracting(Site::method)
        .containsExactly("<clinit>", "run", "<init>", "run");
    assertThat(recorder.examined)
        .contains(List.of(1_800_000_001L), List.of(2027, 3, 28, 2, 30, 0, 2, BERLIN))
        .anyMatch(values -> values.get(0).equals(25L * 86_400_000))
        .hasSize(3 * 18 + 2);
  }

  @Test
  void areExaminedUntilTheyAreSwitchedOff() throws Exception {
    recorder.thrown = new IllegalStateException("of the rule");

    assertThat(run(49)).isEqualTo(OldWays.run());
    assertThat(recorder.examined).hasSize(3);
  }

  @Test
  void keepTheirNumbers() {
    byte[] file = old(50, ClassBytes.of(OldWays.class));

    assertThat(weaver.weave(file, true).file()).isEqualTo(weaver.weave(file, true).file());
  }

  @Test
  void areLeftAloneWhenThereAreTooManyProbes() {
    Numbered numbered = calls.numbered();
    for (int i = 0; i < Numbered.MOST; i++) {
      numbered.number(new Numbered.Probe("C" + i, "p", "", ""));
    }

    assertThat(numbered.number(new Numbered.Probe("More", "p", "", ""))).isEqualTo(-1);
    assertThat(numbered.number(new Numbered.Probe("C7", "p", "", ""))).isEqualTo(7);
    assertThat(weaver.weave(old(50, ClassBytes.of(OldWays.class)), true)).isNull();
    assertThat(tally.leftAlone(LeftAlone.OLD_CLASS_FILE)).isEqualTo(1);
  }

  @Test
  void endWhereTheProbeIsNotKnown() {
    new Linker(calls).old().accept(7, null);

    assertThat(calls.numbered().done()[7]).isTrue();
  }

  @Test
  void keepTheValuesOfACallForEachOfItsProbes() throws Exception {
    Calls twice =
        new Calls(
            List.of(
                new Call("java/time/LocalDate", "plusMonths", null, Kind.RESULT, recorder),
                new Call("java/time/LocalDate", "plusMonths", null, Kind.OUTCOME, recorder)));

    assertThat(run(49, twice, new SiteWeaver(twice, tally))).isEqualTo(OldWays.run());

    LocalDate start = LocalDate.of(2027, 1, 31);
    LocalDate end = LocalDate.of(2027, 3, 31);
    assertThat(recorder.examined).contains(List.of(end), List.of(end, start, 2L));
  }

  private String run(int version) throws Exception {
    return run(version, calls, weaver);
  }

  private static String run(int version, Calls watched, SiteWeaver weaver) throws Exception {
    Bridge.define(Attached.instrumentation());
    new Linker(watched).serve(new Hooks(List.of()));
    Class<?> type =
        ClassBytes.loader(WAYS, (name, file) -> weaver.weave(old(version, file), true).file())
            .loadClass(WAYS);
    Method run = type.getDeclaredMethod("run");
    run.setAccessible(true);
    return (String) run.invoke(null);
  }

  private static byte[] old(int version, byte[] file) {
    byte[] old = file.clone();
    old[7] = (byte) version;
    return old;
  }
}
