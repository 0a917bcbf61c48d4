package dev.startguard.core.weave;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The one class of ours that woven code names. It lies in {@code java.lang}, where every loader,
 * module and container finds it, and hands each link over through a {@link Function}, so that none
 * of our types is seen.
 */
public final class Bridge {
  /** Versioned: another release of the agent in the same JVM brings its own. */
  static final String NAME = "java/lang/Startguard$1";

  static final String LINK = "link";

  static final String LINK_DESCRIPTOR =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
          + "Ljava/lang/String;Ljava/lang/String;)Ljava/lang/invoke/CallSite;";

  static final String HOOK = "hook";
  static final String HOOK_DESCRIPTOR = "(I[Ljava/lang/Object;)V";

  static final String PROBE = "probe";
  static final String PROBE_DESCRIPTOR = HOOK_DESCRIPTOR;

  private static final String LINKER = "linker";
  private static final String HOOKS = "hooks";
  private static final String OLD = "old";
  private static final String DONE = "done";
  private static final String FUNCTION = "java/util/function/Function";
  private static final String CONSUMER = "java/util/function/BiConsumer";
  private static final String CALL_SITE = "java/lang/invoke/CallSite";
  private static final int PARAMETERS = 5;

  private static volatile @Nullable Class<?> bridge;

  private Bridge() {}

  /**
   * Defines the class, or takes the one that is there. Opens {@code java.lang}, and the packages
   * whose fields the rules read, to our own module alone.
   *
   * @throws ReflectiveOperationException when the JVM refuses
   */
  public static void define(Instrumentation instrumentation) throws ReflectiveOperationException {
    bridge = defined(instrumentation);
  }

  /**
   * Has it ask this linker from now on, and hand on to these hooks what hooked methods pass. What
   * is linked already stays as it is. To be called after {@link #define}.
   *
   * @throws ReflectiveOperationException when the class has no such fields
   */
  public static void serve(Linker linker, Hooks hooks) throws ReflectiveOperationException {
    Class<?> type = Objects.requireNonNull(bridge, "not defined");
    set(type, LINKER, Function.class, linker);
    set(type, DONE, boolean[].class, linker.done());
    set(type, OLD, BiConsumer.class, linker.old());
    set(type, HOOKS, BiConsumer.class, hooks);
  }

  private static Class<?> defined(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of(
            "java.lang", Set.of(Bridge.class.getModule()),
            "java.util", Set.of(Bridge.class.getModule()),
            "java.util.concurrent", Set.of(Bridge.class.getModule())),
        Set.of(),
        Map.of());
    MethodHandles.Lookup inside =
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
    try {
      return inside.defineClass(code());
    } catch (LinkageError present) {
      return inside.findClass(NAME.replace('/', '.'));
    }
  }

  private static void set(Class<?> owner, String name, Class<?> type, Object value)
      throws ReflectiveOperationException {
    VarHandle field =
        MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
            .findStaticVarHandle(owner, name, type);
    field.setVolatile(value);
  }

  /** Written by hand: a compiler takes no source in {@code java.lang}. */
  private static byte[] code() {
    ClassWriter out = new ClassWriter(0);
    out.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        NAME,
        null,
        "java/lang/Object",
        null);
    field(out, LINKER, "L" + FUNCTION + ";");
    field(out, HOOKS, "L" + CONSUMER + ";");
    field(out, OLD, "L" + CONSUMER + ";");
    field(out, DONE, "[Z");
    link(out);
    hook(out);
    probe(out);
    out.visitEnd();
    return out.toByteArray();
  }

  private static void field(ClassWriter out, String name, String descriptor) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_VOLATILE;
    FieldVisitor field = out.visitField(access, name, descriptor, null, null);
    field.visitEnd();
  }

  private static void link(ClassWriter out) {
    MethodVisitor link =
        out.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, LINK, LINK_DESCRIPTOR, null, null);
    link.visitCode();
    link.visitFieldInsn(Opcodes.GETSTATIC, NAME, LINKER, "L" + FUNCTION + ";");
    link.visitInsn(Opcodes.ICONST_5);
    link.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    for (int i = 0; i < PARAMETERS; i++) {
      link.visitInsn(Opcodes.DUP);
      link.visitInsn(Opcodes.ICONST_0 + i);
      link.visitVarInsn(Opcodes.ALOAD, i);
      link.visitInsn(Opcodes.AASTORE);
    }
    link.visitMethodInsn(
        Opcodes.INVOKEINTERFACE, FUNCTION, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", true);
    link.visitTypeInsn(Opcodes.CHECKCAST, CALL_SITE);
    link.visitInsn(Opcodes.ARETURN);
    link.visitMaxs(5, PARAMETERS);
    link.visitEnd();
  }

  private static void hook(ClassWriter out) {
    MethodVisitor hook =
        out.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, HOOK, HOOK_DESCRIPTOR, null, null);
    hook.visitCode();
    handOn(hook, HOOKS);
    hook.visitInsn(Opcodes.RETURN);
    hook.visitMaxs(3, 2);
    hook.visitEnd();
  }

  private static void probe(ClassWriter out) {
    MethodVisitor probe =
        out.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, PROBE, PROBE_DESCRIPTOR, null, null);
    Label end = new Label();
    probe.visitCode();
    probe.visitFieldInsn(Opcodes.GETSTATIC, NAME, DONE, "[Z");
    probe.visitVarInsn(Opcodes.ILOAD, 0);
    probe.visitInsn(Opcodes.BALOAD);
    probe.visitJumpInsn(Opcodes.IFNE, end);
    handOn(probe, OLD);
    probe.visitLabel(end);
    probe.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    probe.visitInsn(Opcodes.RETURN);
    probe.visitMaxs(3, 2);
    probe.visitEnd();
  }

  private static void handOn(MethodVisitor code, String consumer) {
    code.visitFieldInsn(Opcodes.GETSTATIC, NAME, consumer, "L" + CONSUMER + ";");
    code.visitVarInsn(Opcodes.ILOAD, 0);
    Boxing.box(code, Type.INT_TYPE);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    String shape = "(Ljava/lang/Object;Ljava/lang/Object;)V";
    code.visitMethodInsn(Opcodes.INVOKEINTERFACE, CONSUMER, "accept", shape, true);
  }
}
