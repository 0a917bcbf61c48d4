package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.weave.classfile.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SiteWeaverTest {
  private static final String NOW = "()Ljava/time/LocalDate;";

  private final Tally tally = new Tally();
  private final SiteWeaver weaver = new SiteWeaver(new Calls(Watched.by(new Recorder())), tally);

  @Test
  void leavesAClassWithoutAHitAsItIs() {
    assertThat(weaver.weave(ClassBytes.of(Ways.Holder.class), true)).isNull();
    assertThat(weaver.weave(ClassBytes.of(SiteWeaverTest.class), true)).isNull();
    assertThat(tally.classes()).isZero();
  }

  @Test
  void leavesAClassAsItIsWhoseHitIsNoCode() {
    byte[] file = program(Opcodes.V17, code -> {});
    ClassWriter out = new ClassWriter(new ClassReader(file), 0);
    new ClassReader(file).accept(out, 0);
    out.newMethod("java/time/LocalDate", "now", NOW, false);

    assertThat(weaver.weave(out.toByteArray(), true)).isNull();
  }

  @Test
  void givesTheSameBytesAgain() {
    byte[] file = ClassBytes.of(Ways.class);

    assertThat(weaver.weave(file, true).file()).isEqualTo(weaver.weave(file, true).file());
  }

  @Test
  void weavesNoClassTwice() {
    Woven once = weaver.weave(ClassBytes.of(Ways.class), true);

    assertThat(once.standIns()).isTrue();
    assertThat(weaver.weave(once.file(), true)).isNull();
  }

  @Test
  void addsNoMethodToALoadedClass() {
    Woven loaded = weaver.weave(ClassBytes.of(Ways.class), false);

    assertThat(loaded.standIns()).isFalse();
    assertThat(tally.leftAlone(LeftAlone.REFERENCE)).isGreaterThan(5);
  }

  @Test
  void leavesNewClassFilesAloneAndKnowsTheNewest() {
    byte[] file = program(SiteWeaver.NEWEST, SiteWeaverTest::now);
    assertThat(weaver.weave(file, true)).isNotNull();

    file[7]++;
    assertThat(weaver.weave(file, true)).isNull();
    file[6] = (byte) 0xFF;
    assertThat(weaver.weave(file, true)).isNull();

    assertThat(tally.leftAlone(LeftAlone.NEW_CLASS_FILE)).isEqualTo(2);
    assertThat(tally.newestUnknown()).isGreaterThan(0xFF00);
  }

  @Test
  void tellsOfNewClassFilesOnce() {
    List<Integer> told = new ArrayList<>();
    SiteWeaver telling =
        new SiteWeaver(new Calls(Watched.by(new Recorder())), new Tally(told::add));
    byte[] file = program(SiteWeaver.NEWEST, SiteWeaverTest::now);
    telling.weave(file, true);
    file[7]++;
    telling.weave(file, true);
    telling.weave(file, true);
    file[6] = (byte) 0xFF;
    telling.weave(file, true);

    assertThat(told).containsExactly(SiteWeaver.NEWEST + 1);
  }

  @Test
  void knowsTheNewestClassFilesThatItsReaderKnows() {
    byte[] file = program(SiteWeaver.NEWEST, SiteWeaverTest::now);
    file[7]++;

    assertThatThrownBy(() -> new ClassReader(file)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesASubroutineAlone() {
    byte[] file =
        program(
            Opcodes.V1_7,
            code -> {
              Label next = new Label();
              now(code);
              code.visitJumpInsn(Opcodes.JSR, next);
              code.visitLabel(next);
            });

    assertThat(weaver.weave(file, true)).isNull();
    assertThat(tally.leftAlone(LeftAlone.SUBROUTINE)).isEqualTo(1);
  }

  @Test
  void leavesAHandleThatIsAConstantAlone() {
    Handle now = new Handle(Opcodes.H_INVOKESTATIC, "java/time/LocalDate", "now", NOW, false);
    Handle other = new Handle(Opcodes.H_INVOKESTATIC, "java/time/Year", "now", NOW, false);
    ConstantDynamic within = new ConstantDynamic("in", "Ljava/lang/Object;", other, now);
    byte[] file =
        program(
            Opcodes.V17,
            code -> {
              for (Object constant : new Object[] {now, other, within}) {
                code.visitLdcInsn(constant);
                code.visitInsn(Opcodes.POP);
              }
              code.visitInvokeDynamicInsn("apply", "()V", other, within);
            });

    assertThat(weaver.weave(file, true)).isNull();
    assertThat(tally.leftAlone(LeftAlone.REFERENCE)).isEqualTo(3);
  }

  @Test
  void seesAHandleThatIsGivenToAnotherBootstrap() {
    Handle now = new Handle(Opcodes.H_INVOKESTATIC, "java/time/LocalDate", "now", NOW, false);
    Handle other = new Handle(Opcodes.H_INVOKESTATIC, "java/time/Year", "now", NOW, false);
    Handle zone =
        new Handle(Opcodes.H_INVOKESTATIC, "java/util/TimeZone", "getTimeZone", "()V", false);
    byte[] file =
        program(Opcodes.V17, code -> code.visitInvokeDynamicInsn("apply", "()V", other, now, zone));

    assertThat(weaver.weave(file, true).standIns()).isFalse();
    assertThat(tally.sites()).isEqualTo(1);
    assertThat(tally.leftAlone(LeftAlone.REFERENCE)).as("whose values count").isEqualTo(1);
  }

  @Test
  void leavesAMethodAloneThatTheJitWouldNoLongerCompile() {
    assertThat(weaver.weave(program(Opcodes.V17, code -> nows(code, 7_997)), true)).isNull();
    assertThat(tally.leftAlone(LeftAlone.TOO_LARGE)).isEqualTo(1);
    assertThat(weaver.weave(program(Opcodes.V17, code -> nows(code, 7_900)), true)).isNotNull();
  }

  @Test
  void leavesAMethodAloneThatWouldBeTooLong() {
    assertThat(weaver.weave(program(Opcodes.V17, code -> nows(code, 65_530)), true)).isNull();
    assertThat(tally.leftAlone(LeftAlone.TOO_LARGE)).isEqualTo(1);
  }

  @Test
  void leavesAClassAloneWhosePoolIsFull() {
    byte[] file = program(Opcodes.V17, SiteWeaverTest::now);
    ClassWriter out = new ClassWriter(new ClassReader(file), 0);
    new ClassReader(file).accept(out, 0);
    for (int i = 0; i < 65_510; i++) {
      out.newConst(i);
    }

    assertThat(weaver.weave(out.toByteArray(), true)).isNull();
    assertThat(tally.leftAlone(LeftAlone.TOO_LARGE)).isEqualTo(1);
  }

  @Test
  void neverThrowsAtATruncatedFile() {
    byte[] file = ClassBytes.of(Ways.Face.class);
    for (int length = 0; length < file.length; length++) {
      assertThat(weaver.weave(Arrays.copyOf(file, length), true)).isNull();
    }
    assertThat(tally.leftAlone(LeftAlone.MALFORMED)).isPositive();
    assertThat(tally.leftAlone(LeftAlone.FAILED)).isZero();
  }

  @Test
  void neverThrowsAtFlippedBytes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] file = ClassBytes.of(Ways.class);
    for (int i = 0; i < 1_000; i++) {
      byte[] broken = file.clone();
      for (int flip = random.nextInt(4); flip >= 0; flip--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      Woven woven = weaver.weave(broken, true);
      assertThat(woven == null || woven.file().length < 3 * file.length)
          .as("seed " + seed)
          .isTrue();
    }
  }

  @Test
  void asksNoHeapForAFalseLength() {
    byte[] file = ClassBytes.of(Ways.Face.class);
    int[] sound = codeLengths(file);
    int refused = 0;
    for (int at = 10; at < file.length - 4; at++) {
      byte[] broken = file.clone();
      broken[at] = 0x7F;
      broken[at + 1] = (byte) 0xFF;
      broken[at + 2] = (byte) 0xFF;
      broken[at + 3] = (byte) 0xFF;
      refused += codeLengths(broken) == null ? 1 : 0;
      weaver.weave(broken, true);
    }

    assertThat(sound).isNotEmpty();
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void knowsTheLengthOfEveryMethod() {
    byte[] file = program(Opcodes.V17, code -> nows(code, 500));

    assertThat(codeLengths(file)).containsExactly(501);
  }

  private static void now(MethodVisitor code) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/time/LocalDate", "now", NOW, false);
    code.visitInsn(Opcodes.POP);
  }

  /** One call in so many bytes. */
  private static void nows(MethodVisitor code, int bytes) {
    now(code);
    for (int i = 4; i < bytes; i++) {
      code.visitInsn(Opcodes.NOP);
    }
  }

  private static byte[] program(int version, Consumer<MethodVisitor> body) {
    ClassWriter out = new ClassWriter(0);
    out.visit(version, Opcodes.ACC_PUBLIC, "Program", null, "java/lang/Object", null);
    MethodVisitor code = out.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
    code.visitCode();
    body.accept(code);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(1, 0);
    code.visitEnd();
    return out.toByteArray();
  }

  /** Null when the file is not sound. */
  private static int @Nullable [] codeLengths(byte[] file) {
    try {
      Pool pool = new Pool(file);
      return ClassShape.of(file, pool, new byte[0], Ends.NONE).codeLengths();
    } catch (IndexOutOfBoundsException unsound) {
      return null;
    }
  }
}
