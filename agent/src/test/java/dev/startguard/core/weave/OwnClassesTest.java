package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.LongSupplier;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.junit.jupiter.api.Test;

/** In code that is not the application's own, less is watched, and times are followed for less. */
@SuppressWarnings("JavaUtilDate")
class OwnClassesTest {
  private FakeApplication application = new FakeApplication(false);

  /** Of a library, say. */
  @SuppressWarnings("unused") // read as bytes
  private static final class Sample {
    private static long last;

    static int seconds() {
      return (int) (System.currentTimeMillis() / 1000);
    }

    static int seed() {
      long now = System.currentTimeMillis();
      return ((int) now + (int) (now >>> 32)) | 1;
    }

    static int rest() {
      return (int) (System.currentTimeMillis() % 1000);
    }

    static int idle() {
      return (int) ((System.currentTimeMillis() - last) / 1000);
    }

    static int idleMillis() {
      return (int) (System.currentTimeMillis() - last);
    }

    static long nanos() {
      return System.nanoTime();
    }

    static long byReference() {
      LongSupplier nanos = System::nanoTime;
      return nanos.getAsLong();
    }

    static long elapsed() {
      long begin = System.currentTimeMillis();
      last = begin;
      return System.currentTimeMillis() - begin;
    }
  }

  /** As MongoDB's ObjectId, whose seconds last until 2106. */
  @SuppressWarnings("unused") // read as bytes
  private static final class Unsigned {
    private int timestamp;

    Unsigned(Date time) {
      timestamp = seconds(time);
    }

    static int seconds(Date time) {
      return (int) (time.getTime() / 1000);
    }

    Date date() {
      return new Date((timestamp & 0xFFFFFFFFL) * 1000L);
    }
  }

  /** Of which rules is of use nowhere else. */
  private record Risky(Watch watch) implements Watch {
    @Override
    public void reached(Site site) {
      watch.reached(site);
    }

    @Override
    public boolean everywhere() {
      return false;
    }

    @Override
    public MethodHandle examiner(Site site, String values, MethodType type) {
      return watch.examiner(site, values, type);
    }
  }

  @Test
  void followsEverythingInOwnCode() throws Exception {
    assertThat(woven(true)).containsExactly("elapsed", "seconds");
    assertThat(application.asked).containsExactly("sample null");
  }

  @Test
  void followsWhatIsOfUseElsewhere() throws Exception {
    assertThat(woven(false)).containsExactly("seconds");
  }

  @Test
  void knowsSecondsWithoutASignElsewhere() throws Exception {
    byte[] file = ClassBytes.of(Unsigned.class);

    assertThat(weaver(calls(), false).weaveHit("sample", null, file, true)).isNull();
    assertThat(weaver(calls(), true).weaveHit("sample", null, file, true)).isNotNull();
  }

  @Test
  void putsNoProbeElsewhereThatIsOfUseInOwnCodeAlone() throws Exception {
    Recorder recorder = new Recorder();
    for (Kind kind : List.of(Kind.SITE, Kind.VALUE, Kind.OUTCOME)) {
      for (String call : List.of("currentTimeMillis", "nanoTime")) {
        Call risky = new Call("java/lang/System", call, "()J", kind, new Risky(recorder));
        Call proven = new Call("java/lang/System", "nanoTime", "()J", kind, recorder);
        byte[] file = ClassBytes.of(Sample.class);

        assertThat(weaver(List.of(risky), false).weaveHit("sample", null, file, true)).isNull();
        assertThat(probes(weaver(List.of(risky, proven), false)))
            .isEqualTo(probes(weaver(List.of(proven), false)));
        assertThat(probes(weaver(List.of(risky, proven), true)))
            .hasSizeGreaterThan(probes(weaver(List.of(proven), true)).size());
      }
    }
  }

  private List<Call> calls() {
    Recorder recorder = new Recorder();
    List<Call> calls = new ArrayList<>();
    for (Call call : FlowsTest.followed(recorder)) {
      Watch watch = call.kind() == Kind.ELAPSED ? new Risky(recorder) : recorder;
      calls.add(new Call(call.owner(), call.name(), call.descriptor(), call.kind(), watch));
    }
    return calls;
  }

  private SiteWeaver weaver(List<Call> followed, boolean own) {
    Calls calls = new Calls(followed);
    application = new FakeApplication(own);
    return new SiteWeaver(calls, new Prefilter(calls), application, new Tally());
  }

  private List<String> woven(boolean own) {
    return probes(weaver(calls(), own));
  }

  /** The methods with a probe. */
  private static List<String> probes(SiteWeaver weaver) {
    Woven after = weaver.weaveHit("sample", null, ClassBytes.of(Sample.class), true);
    List<String> methods = new ArrayList<>();
    new ClassReader(after.file())
        .accept(
            new ClassVisitor(Scout.API) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                return new MethodVisitor(api) {
                  @Override
                  public void visitInvokeDynamicInsn(
                      String probe, String shape, Handle bootstrap, Object... arguments) {
                    if (probe.startsWith(ProbeType.NAME)) {
                      methods.add(name);
                    }
                  }
                };
              }
            },
            0);
    return methods.stream().sorted().toList();
  }
}
