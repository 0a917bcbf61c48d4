package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LinkerTest {
  private static final MethodType NOTHING = MethodType.methodType(void.class);
  private static final MethodType TEXT =
      MethodType.fromMethodDescriptorString(ProbeType.of("L"), null);

  private final Recorder recorder = new Recorder();
  private final Linker linker =
      new Linker(
          new Calls(
              List.of(
                  new Call("java/time/LocalDate", "now", null, Kind.SITE, recorder),
                  new Call("java/util/TimeZone", "getTimeZone", null, Kind.VALUE, recorder))));

  @Test
  void linksASiteToNothingAndSaysItOnce() throws Throwable {
    link(NOTHING, "0/0/12//run()V").invokeExact();
    link(NOTHING, "0/0/12//run()V").invokeExact();

    assertThat(recorder.reached).hasSize(1);
    Site site = recorder.reached.get(0);
    assertThat(site.className()).isEqualTo(LinkerTest.class.getName());
    assertThat(site.method()).isEqualTo("run");
    assertThat(site.descriptor()).isEqualTo("()V");
    assertThat(site.line()).isEqualTo(12);
    assertThat(site.file()).isEqualTo("A.java");
    assertThat(site.call().owner()).isEqualTo("java/time/LocalDate");
  }

  @Test
  void tellsSitesApart() {
    link(NOTHING, "0/0/12//run()V");
    link(NOTHING, "0/1/12//run()V");
    link(NOTHING, "0/0/12//run(I)V");
    link(NOTHING, "0/0/13//a(strange:name(J)V");

    assertThat(recorder.reached).hasSize(4);
    assertThat(recorder.reached.get(3).method()).isEqualTo("a(strange:name");
  }

  @Test
  void saysASiteOnceHoweverManyThreadsLinkIt() throws Exception {
    CountDownLatch begin = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<MethodHandle>> links = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        links.add(
            pool.submit(
                () -> {
                  begin.await();
                  return link(TEXT, "1/0/1//run()V");
                }));
      }
      begin.countDown();
      for (Future<MethodHandle> link : links) {
        assertThat(link.get().type()).isEqualTo(TEXT);
      }
    } finally {
      pool.shutdown();
    }

    assertThat(recorder.reached).hasSize(1);
  }

  @Test
  void linksToNothingForGoodWhereNoLinkerCanBeMade() throws Throwable {
    LateLinker late =
        new LateLinker(
            () -> {
              throw new NoClassDefFoundError("the jar was overwritten");
            });
    Object[] link = {MethodHandles.lookup(), "probeL", TEXT, "1/0/1//run()V", "A.java"};
    see(((CallSite) late.apply(link)).dynamicInvoker(), "UTC");
    Numbered.Probe old = new Numbered.Probe("A", "1/0/1//run()V", "A.java", "");
    int number = late.numbered().number(old);
    assertThat(late.numbered().done()[number]).isFalse();
    late.accept(number, null);

    assertThat(late.numbered().done()[number]).isTrue();
  }

  @Test
  void asksNoThreadForItsHash() throws InterruptedException {
    List<Object> linked = new ArrayList<>();
    Thread strange =
        new Thread() {
          @Override
          public int hashCode() {
            throw new IllegalStateException("has none yet");
          }

          @Override
          public void run() {
            linked.add(link(TEXT, "1/0/1//run()V"));
          }
        };
    strange.start();
    strange.join();

    assertThat(linked).hasSize(1);
    assertThat(recorder.reached).hasSize(1);
  }

  @Test
  void examinesUntilItIsSwitchedOff() throws Throwable {
    MethodHandle probe = link(TEXT, "1/0/1//run()V");
    see(probe, "UTC");
    see(probe, null);
    recorder.reached.get(0).switchOff();
    recorder.reached.get(0).switchOff();
    see(probe, "GMT");

    assertThat(recorder.examined).hasSize(2);
    assertThat(recorder.reached.get(0).isOff()).isTrue();
  }

  @Test
  void examinesNothingWhereALoaderComesTooLate() throws Throwable {
    MethodHandle probe = link(TEXT, "1/0/1//run()V");
    recorder.reached.get(0).switchOff();
    MethodHandle another = link(TEXT, "1/0/1//run()V");
    see(probe, "UTC");
    see(another, "UTC");

    assertThat(recorder.examined).isEmpty();
  }

  @Test
  void switchesEveryCopyOfASiteOff() throws Throwable {
    MethodHandle probe = link(TEXT, "1/0/1//run()V");
    MethodHandle another = link(TEXT, "1/0/1//run()V");
    see(another, "UTC");
    recorder.reached.get(0).switchOff();
    see(probe, "UTC");
    see(another, "UTC");

    assertThat(recorder.reached).hasSize(1);
    assertThat(recorder.examined).hasSize(1);
  }

  @Test
  void takesNarrowerTypes() throws Throwable {
    List<String> seen = new ArrayList<>();
    MethodHandle add =
        MethodHandles.lookup()
            .findVirtual(List.class, "add", MethodType.methodType(boolean.class, Object.class))
            .bindTo(seen)
            .asType(MethodType.methodType(void.class, String.class));
    MethodHandle probe =
        one(MethodHandles.dropArguments(add, 1, TEXT.parameterList().subList(1, 4)));
    see(probe, "UTC");

    see(probe, 7); // no text: kept from the caller
    assertThat(seen).containsExactly("UTC");
  }

  @Test
  void keepsWhatAWatchThrowsFromTheApplicationAndEndsItAtTheThird() throws Throwable {
    recorder.thrown = new IllegalStateException("of the rule");
    MethodHandle probe = link(TEXT, "1/0/1//run()V");
    MethodHandle other = link(TEXT, "1/1/2//run()V");
    see(probe, "1");
    see(other, "2");
    see(probe, "3");
    see(probe, "4");
    MethodHandle later = link(TEXT, "1/2/3//run()V");
    see(later, "5");

    assertThat(recorder.examined).hasSize(3);
    assertThat(recorder.reached).hasSize(2);
    assertThat(recorder.reached.get(0).isOff()).isTrue();
  }

  @Test
  void countsNoStackOverflow() throws Throwable {
    MethodHandle probe =
        one(
            MethodHandles.dropArguments(
                MethodHandles.throwException(void.class, StackOverflowError.class)
                    .bindTo(new StackOverflowError()),
                0,
                TEXT.parameterList()));
    for (int i = 0; i < 5; i++) {
      see(probe, "deep");
    }

    assertThat(recorder.reached).isEmpty();
  }

  @Test
  void linksToNothingWhatItCannotRead() throws Throwable {
    link(NOTHING, "").invokeExact();
    link(NOTHING, "7/0/0//run()V").invokeExact();
    see(link(TEXT, "someone else's"), "x");

    assertThat(recorder.reached).isEmpty();
  }

  @Test
  void linksToNothingWhatAWatchDoesNotWant() throws Throwable {
    see(one(null), "x");
    see(one(MethodHandles.empty(NOTHING)), "of another shape");
  }

  /** An agent that watches how classes are loaded passes its own woven code meanwhile. */
  @Test
  void linksToNothingWhatIsReachedWhileItLinks() {
    Recorder inner = new Recorder();
    List<MethodHandle> within = new ArrayList<>();
    Linker[] again = new Linker[1];
    Watch reaching =
        new Watch() {
          @Override
          public void reached(Site site) {
            within.add(link(again[0], NOTHING, "1/0/12//run()V"));
          }

          @Override
          public MethodHandle examiner(Site site, String values, MethodType type) {
            return null;
          }
        };
    again[0] =
        new Linker(
            new Calls(
                List.of(
                    new Call("java/time/LocalDate", "now", null, Kind.SITE, reaching),
                    new Call("java/util/TimeZone", "getTimeZone", null, Kind.SITE, inner))));

    link(again[0], NOTHING, "0/0/12//run()V");
    assertThat(within).hasSize(1);
    assertThat(inner.reached).isEmpty();

    link(again[0], NOTHING, "1/0/12//run()V");
    assertThat(inner.reached).hasSize(1);
  }

  /** Has the probe see that one value. */
  private static void see(MethodHandle probe, Object value) throws Throwable {
    probe.invokeExact(value, (Object) null, (Object) null, (Object) null);
  }

  private MethodHandle link(MethodType type, String place) {
    return link(linker, type, place);
  }

  private static MethodHandle link(Linker linker, MethodType type, String place) {
    String name = type.parameterCount() == 0 ? "probe" : "probeL";
    Object[] link = {MethodHandles.lookup(), name, type, place, "A.java"};
    return ((CallSite) linker.apply(link)).dynamicInvoker();
  }

  /** The probe of a watch that examines with this. */
  private static MethodHandle one(MethodHandle examiner) {
    Watch watch =
        new Watch() {
          @Override
          public void reached(Site site) {}

          @Override
          public MethodHandle examiner(Site site, String values, MethodType type) {
            return examiner;
          }
        };
    Call call = new Call("java/util/TimeZone", "getTimeZone", null, Kind.VALUE, watch);
    return link(new Linker(new Calls(List.of(call))), TEXT, "0/0/1//run()V");
  }
}
