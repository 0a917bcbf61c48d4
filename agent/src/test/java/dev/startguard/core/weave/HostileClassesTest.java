package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.hook.Hook;
import dev.startguard.core.weave.hook.HookWeaver;
import dev.startguard.core.weave.hook.Hooks;
import dev.startguard.core.weave.hook.Prey;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Attribute;
import net.bytebuddy.jar.asm.ByteVector;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Class files that no compiler writes. What the JVM takes unwoven it takes woven. */
@Timeout(120)
class HostileClassesTest {
  private static final String NOW = "()Ljava/time/LocalDate;";
  private static final int STATIC = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
  private static final int FARTHEST_JUMP = 32_767;

  private final Recorder recorder = new Recorder();
  private final Tally tally = new Tally();
  private final Calls calls = new Calls(all(recorder));
  private final SiteWeaver weaver = new SiteWeaver(calls, tally);

  @Test
  void keepNamesThatAreNone() throws Exception {
    String[] names = {"a b", "\u0001\n\t", "(I)V", "\u540d\u524d", "\uD83D\uDE00", "\uD83D", "if"};
    ClassWriter out = begin(Opcodes.V17, "\u200b strange(Name)");
    for (String name : names) {
      method(out, name, "()V", code -> now(code), 1, 0);
    }
    Class<?> type = load(woven(out.toByteArray()));

    for (Method method : type.getDeclaredMethods()) {
      method.invoke(null);
    }
    assertThat(recorder.reached).extracting(Site::method).containsExactlyInAnyOrder(names);
    assertThat(recorder.reached).allMatch(site -> site.descriptor().equals("()V"));
  }

  /** As a tool leaves it that knows nothing of the table; newer classes are verified for it. */
  @Test
  void keepLocalsThatEndWithinAnInstruction() throws Exception {
    ClassWriter out = begin(Opcodes.V1_5, "Locals");
    Consumer<MethodVisitor> body =
        code -> {
          now(code);
          now(code);
          code.visitAttribute(new Raw("LocalVariableTable", locals(out)));
        };
    method(out, "run", "(J)V", body, 1, 2);
    load(out.toByteArray()).getMethod("run", long.class).invoke(null, 1L);
    load(woven(out.toByteArray())).getMethod("run", long.class).invoke(null, 1L);

    assertThat(recorder.reached).hasSize(2);
  }

  @Test
  void keepJumpsThatGrowTooFarForwards() throws Exception {
    Class<?> type = load(woven(jumping(FARTHEST_JUMP - 7)));

    for (int argument = 0; argument < 2; argument++) {
      type.getMethod("run", int.class).invoke(null, argument);
    }
    assertThat(recorder.reached).hasSize(1);
  }

  @Test
  void keepJumpsThatGrowTooFarBackwards() throws Exception {
    ClassWriter out = begin(Opcodes.V17, "Backwards");
    Consumer<MethodVisitor> body =
        code -> {
          Label loop = new Label();
          code.visitLabel(loop);
          code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
          now(code);
          nops(code, FARTHEST_JUMP - 20);
          code.visitIincInsn(0, -1);
          code.visitVarInsn(Opcodes.ILOAD, 0);
          code.visitJumpInsn(Opcodes.IFGT, loop);
        };
    method(out, "run", "(I)V", body, 1, 1);
    Class<?> type = load(woven(out.toByteArray()));

    type.getMethod("run", int.class).invoke(null, 3);
    assertThat(recorder.reached).hasSize(1);
  }

  @Test
  void areLeftAloneWhereJumpsWouldMakeThemTooLong() {
    ClassWriter out = begin(Opcodes.V17, "Long");
    Consumer<MethodVisitor> body =
        code -> {
          Label end = new Label();
          for (int i = 0; i < 5_000; i++) {
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitJumpInsn(Opcodes.IFEQ, end);
          }
          now(code);
          nops(code, 12_764);
          code.visitLabel(end);
          code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
          nops(code, 32_752);
        };
    method(out, "run", "(I)V", body, 1, 1);

    assertThat(weaver.weave(out.toByteArray(), true)).isNull();
    assertThat(tally.leftAlone(LeftAlone.TOO_LARGE)).isEqualTo(1);
  }

  @Test
  void areWovenButForTheirSubroutines() throws Exception {
    ClassWriter out = begin(Opcodes.V1_2, "Subroutines");
    Consumer<MethodVisitor> body =
        code -> {
          Label outer = new Label();
          Label inner = new Label();
          Label end = new Label();
          now(code);
          code.visitJumpInsn(Opcodes.JSR, outer);
          code.visitJumpInsn(Opcodes.GOTO, end);
          code.visitLabel(outer);
          code.visitVarInsn(Opcodes.ASTORE, 1);
          code.visitJumpInsn(Opcodes.JSR, inner);
          code.visitVarInsn(Opcodes.RET, 1);
          code.visitLabel(inner);
          code.visitVarInsn(Opcodes.ASTORE, 2);
          code.visitVarInsn(Opcodes.RET, 2);
          code.visitLabel(end);
        };
    method(out, "nested", "()V", body, 1, 3);
    method(out, "plain", "()V", code -> now(code), 1, 0);
    Class<?> type = load(woven(out.toByteArray()));

    type.getMethod("nested").invoke(null);
    type.getMethod("plain").invoke(null);
    assertThat(recorder.reached).extracting(Site::method).containsExactly("plain");
    assertThat(tally.leftAlone(LeftAlone.SUBROUTINE)).isEqualTo(1);
  }

  @Test
  void takeNoMoreThanTheirSize() {
    String name = "n".repeat(60_000);
    ClassWriter out = begin(Opcodes.V17, "Names");
    for (int i = 0; i < 20_000; i++) {
      method(out, name, "(" + "I".repeat(i % 200) + ")V", code -> {}, 0, 255);
    }
    method(out, name, NOW, code -> now(code), 1, 0);

    assertThat(weaver.weave(out.toByteArray(), true)).isNull();
    assertThat(tally.leftAlone(LeftAlone.TOO_LARGE)).isEqualTo(1);
  }

  @Test
  void doNotTakeTheSquareOfTheirLocals() {
    ClassWriter out = begin(Opcodes.V17, "Locals");
    MethodVisitor code = out.visitMethod(STATIC, "run", "()V", null, null);
    code.visitCode();
    Label from = new Label();
    Label to = new Label();
    code.visitLabel(from);
    now(code);
    code.visitInsn(Opcodes.RETURN);
    code.visitLabel(to);
    for (int i = 0; i < 65_000; i++) {
      code.visitLocalVariable("a", "I", "TT;", from, to, i);
    }
    code.visitMaxs(1, 65_000);
    code.visitEnd();

    assertThat(weaver.weave(out.toByteArray(), true)).isNull();
    assertThat(tally.leftAlone(LeftAlone.MALFORMED)).isEqualTo(1);
  }

  @Test
  void doNotTakeMoreRoomThanTheyUse() {
    ClassWriter out = begin(Opcodes.V17, "Sprawling");
    for (int i = 0; i < 4_000; i++) {
      method(out, "m" + i, "()V", HostileClassesTest::elapse, 4, i % 2 == 0 ? 65_000 : 3);
    }

    assertThat(weaver.weave(out.toByteArray(), true)).isNotNull();
    assertThat(tally.sites()).as("of those that claim no more").isEqualTo(2_000);
  }

  @Test
  void mayNestAnnotationsDeeply() {
    ClassWriter out = begin(Opcodes.V17, "Nested");
    List<AnnotationVisitor> open = new ArrayList<>();
    open.add(out.visitAnnotation("LA;", false));
    for (int i = 0; i < 100_000; i++) {
      open.add(open.get(i).visitAnnotation("a", "LA;"));
    }
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).visitEnd();
    }
    method(out, "run", "()V", code -> now(code), 1, 0);

    assertThat(weaver.weave(out.toByteArray(), true)).as("they are not read").isNotNull();

    byte[] old = out.toByteArray();
    old[7] = Opcodes.V1_5;
    assertThat(weaver.weave(old, true)).as("ASM reads them").isNull();
  }

  @Test
  void areNoDangerToTheTransformers() {
    byte[] file = ClassBytes.of(Prey.class);
    String owner = Prey.class.getName().replace('.', '/');
    Hook hook =
        new Hook(owner, "parse", null, Hook.Where.THROW, (which, values) -> values.notify());
    HookWeaver hooks = new HookWeaver(new Hooks(List.of(hook)));

    for (int length = 0; length < file.length; length++) {
      byte[] part = Arrays.copyOf(file, length);
      assertThat(hooks.transform(null, null, owner, null, null, part)).isNull();
    }
    assertThat(hooks.transform(null, null, owner, null, null, file)).isNotNull();
  }

  @Test
  void loadWovenWhenTheyLoadUnwoven() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Class<?>[] types = {
      OldWays.class, Ways.Face.class, Ways.Made.class, Ways.Later.class, Readings.class
    };
    int compared = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] file = ClassBytes.of(types[random.nextInt(types.length)]).clone();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        int at = 10 + random.nextInt(file.length - 10);
        file[at] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(6));
      }
      Woven woven = weaver.weave(file, true);
      if (woven != null && links(file) == null) {
        Throwable after = links(woven.file());
        assertThat(after == null || after instanceof NoClassDefFoundError) // of reflection
            .as("seed " + seed + " round " + i + ": " + after)
            .isTrue();
        compared++;
      }
    }

    assertThat(compared).isPositive();
  }

  /** Why not; null when it does. */
  private static Throwable links(byte[] file) throws Exception {
    try {
      assertThat(load(file).getDeclaredMethods()).isNotNull(); // links and so verifies it
      return null;
    } catch (LinkageError | SecurityException refused) {
      return refused;
    }
  }

  private byte[] woven(byte[] file) throws Exception {
    Bridge.define(Attached.instrumentation());
    new Linker(calls).serve(new Hooks(List.of()));
    return weaver.weave(file, true).file();
  }

  private static Class<?> load(byte[] file) throws Exception {
    return new ClassLoader(HostileClassesTest.class.getClassLoader()) {
      Class<?> define() {
        return defineClass(null, file, 0, file.length);
      }
    }.define();
  }

  /** Over so many bytes, if the argument is 0. */
  private static byte[] jumping(int bytes) {
    ClassWriter out = begin(Opcodes.V17, "Forwards");
    Consumer<MethodVisitor> body =
        code -> {
          Label end = new Label();
          code.visitVarInsn(Opcodes.ILOAD, 0);
          code.visitJumpInsn(Opcodes.IFEQ, end);
          now(code);
          nops(code, bytes - 4);
          code.visitLabel(end);
          code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        };
    method(out, "run", "(I)V", body, 1, 1);
    return out.toByteArray();
  }

  private static List<Call> all(Watch watch) {
    List<Call> calls = new ArrayList<>(Watched.by(watch));
    calls.addAll(FlowsTest.followed(watch));
    return calls;
  }

  private static void elapse(MethodVisitor code) {
    String system = "java/lang/System";
    code.visitMethodInsn(Opcodes.INVOKESTATIC, system, "currentTimeMillis", "()J", false);
    code.visitVarInsn(Opcodes.LSTORE, 1);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, system, "currentTimeMillis", "()J", false);
    code.visitVarInsn(Opcodes.LLOAD, 1);
    code.visitInsn(Opcodes.LSUB);
    code.visitInsn(Opcodes.POP2);
  }

  private static void now(MethodVisitor code) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/time/LocalDate", "now", NOW, false);
    code.visitInsn(Opcodes.POP);
  }

  /** One long, from the second instruction to the midst of the third. */
  private static ByteVector locals(ClassWriter out) {
    int name = out.newUTF8("l");
    int type = out.newUTF8("J");
    return new ByteVector()
        .putShort(1)
        .putShort(3)
        .putShort(2)
        .putShort(name)
        .putShort(type)
        .putShort(0);
  }

  private static final class Raw extends Attribute {
    private final ByteVector content;

    Raw(String name, ByteVector content) {
      super(name);
      this.content = content;
    }

    @Override
    public boolean isCodeAttribute() {
      return true;
    }

    @Override
    protected ByteVector write(
        ClassWriter out, byte[] code, int length, int maxStack, int maxLocals) {
      return content;
    }
  }

  private static void nops(MethodVisitor code, int count) {
    for (int i = 0; i < count; i++) {
      code.visitInsn(Opcodes.NOP);
    }
  }

  private static ClassWriter begin(int version, String name) {
    ClassWriter out = new ClassWriter(0);
    out.visit(version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    return out;
  }

  private static void method(
      ClassWriter out,
      String name,
      String descriptor,
      Consumer<MethodVisitor> body,
      int stack,
      int locals) {
    MethodVisitor code = out.visitMethod(STATIC, name, descriptor, null, null);
    code.visitCode();
    body.accept(code);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(stack, locals);
    code.visitEnd();
  }
}
