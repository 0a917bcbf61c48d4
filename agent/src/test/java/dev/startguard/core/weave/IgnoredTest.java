package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.hook.Hooks;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result that nobody looks at is told from one that somebody does. */
class IgnoredTest {
  private static final String NAME = Ignoring.class.getName();
  private static final Recorder RECORDER = new Recorder();

  private static SiteWeaver weaver;

  @BeforeAll
  static void serve() throws ReflectiveOperationException {
    String owner = NAME.replace('.', '/');
    Calls calls = new Calls(List.of(new Call(owner, "call", null, Kind.IGNORED, RECORDER)));
    Bridge.define(Attached.instrumentation());
    new Linker(calls).serve(new Hooks(List.of()));
    weaver = new SiteWeaver(calls, new Tally());
  }

  @BeforeEach
  void forget() {
    RECORDER.examined.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AsAStatement", "Twice", "InALambda", "InAFinally"})
  void seesWhatIsIgnored(String way) throws ReflectiveOperationException {
    woven(false).getMethod("ignored" + way).invoke(null);

    assertThat(RECORDER.examined).hasSize(way.equals("Twice") ? 2 : 1);
    assertThat((List<?>) RECORDER.examined.get(0).get(0)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void seesItInClassesOfAnyAge(boolean old) throws ReflectiveOperationException {
    woven(old).getMethod("ignoredWithWideValues", long.class, double.class).invoke(null, 1L, 2.5);

    assertThat(RECORDER.examined).hasSize(1);
    assertThat(RECORDER.examined.get(0)).hasSize(1);
    assertThat(RECORDER.examined.get(0).get(0)).isEqualTo(List.of("wide"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"returned", "asked", "stored", "chosen", "passed", "referred"})
  void passesWhatIsLookedAt(String way) throws ReflectiveOperationException {
    woven(false).getMethod(way).invoke(null);

    assertThat(RECORDER.examined).isEmpty();
  }

  /** An old class has no lambdas: what has them is left out. */
  private static Class<?> woven(boolean old) throws ReflectiveOperationException {
    return ClassBytes.loader(
            NAME,
            (name, file) -> {
              Woven after = weaver.weave(old ? OldIgnoring.of(file) : file, true);
              return after == null ? file : after.file();
            })
        .loadClass(NAME);
  }

  /** The one method without lambdas, in a class of Java 5. */
  private static final class OldIgnoring {
    static byte[] of(byte[] file) {
      ClassWriter out = new ClassWriter(0);
      new ClassReader(file)
          .accept(
              new net.bytebuddy.jar.asm.ClassVisitor(Scout.API, out) {
                @Override
                public net.bytebuddy.jar.asm.MethodVisitor visitMethod(
                    int access, String name, String type, String signature, String[] thrown) {
                  return name.equals("ignoredWithWideValues") || name.equals("call")
                      ? super.visitMethod(access, name, type, signature, thrown)
                      : null;
                }
              },
              ClassReader.SKIP_FRAMES);
      byte[] made = out.toByteArray();
      made[7] = 49;
      return made;
    }
  }
}
