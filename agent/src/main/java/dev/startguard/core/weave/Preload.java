package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.Pool;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Loads what a transformation needs, before there is one. Else the JVM would load it in the midst
 * of loading another class; and a class that is needed to load itself stays broken for ever.
 */
public final class Preload implements Watch {
  private static final String OWNER = "startguard/Owner";
  private static final String NAME = "startguard/Preload";
  private static final String SYSTEM = "java/lang/System";
  private static final String TIME = "currentTimeMillis";
  private static final String OBJECT = "java/lang/Object";

  private Preload() {}

  /**
   * Weaves a class in memory that no loader ever sees, with every kind of probe, from its
   * transformation's begin to its end.
   *
   * @return whether it could be woven
   */
  public static boolean run() {
    Watch nobody = new Preload();
    List<Call> calls = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      calls.add(new Call(OWNER, kind.name(), null, kind, nobody));
    }
    calls.add(new Call(SYSTEM, TIME, "()J", Kind.ELAPSED, nobody));
    calls.add(new Call(SYSTEM, TIME, "()J", Kind.NARROWED, nobody));
    Tally tally = new Tally();
    Weaver weaver = new Weaver(new Calls(calls), null, tally);
    Module base = Object.class.getModule();
    weaver.transform(base, null, OBJECT, Object.class, null, new byte[0]);
    transform(weaver, file(false));
    byte[] file = file(true);
    transform(weaver, file);
    file[7] = Opcodes.V1_5; // the class file's version: its probes are of another kind
    transform(weaver, file);
    return tally.classes() == 3;
  }

  /**
   * The same for what ordinary classes need, which have calls and no references: they are most of
   * what a start meets. Without ASM.
   *
   * @return whether it could be woven
   */
  public static boolean ordinary() {
    Watch nobody = new Preload();
    List<Call> calls = new ArrayList<>();
    calls.add(new Call(OWNER, "get", null, Kind.VALUE, nobody));
    calls.add(new Call(OWNER, "get", null, Kind.OUTCOME, nobody));
    calls.add(new Call(SYSTEM, TIME, "()J", Kind.ELAPSED, nobody));
    Tally tally = new Tally();
    transform(new Weaver(new Calls(calls), null, tally), ordinaryFile());
    return tally.classes() == 1;
  }

  private static byte[] ordinaryFile() {
    Pool pool = new Pool();
    Bytes code = new Bytes();
    code.all(Opcodes.ACONST_NULL, Opcodes.CHECKCAST);
    code.u2(pool.type(OWNER));
    code.u1(Opcodes.INVOKEVIRTUAL);
    code.u2(pool.method(OWNER, "get", "()Ljava/lang/Object;"));
    code.all(Opcodes.POP, Opcodes.INVOKESTATIC);
    code.u2(pool.method(SYSTEM, TIME, "()J"));
    code.all(Opcodes.POP2, Opcodes.RETURN);
    Bytes body = new Bytes();
    body.u2(Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER);
    body.u2(pool.type(NAME));
    body.u2(pool.type(OBJECT));
    body.u4(0); // no interface, no field
    body.u2(1);
    body.add(Bytes.method(pool, Opcodes.ACC_STATIC, "run", "()V", 2, 0, code, 0, new Bytes()));
    body.u2(0);
    return Bytes.file(pool, body);
  }

  private static void transform(Weaver weaver, byte[] file) {
    weaver.transform(null, Preload.class.getClassLoader(), NAME, null, null, file);
  }

  @Override
  public void reached(Site site) {}

  @Override
  public @Nullable MethodHandle examiner(Site site, String values, MethodType type) {
    return null;
  }

  /**
   * @param special whether there is what only ASM can weave
   */
  private static byte[] file(boolean special) {
    ClassWriter out = new ClassWriter(0);
    out.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, NAME, null, OBJECT, null);
    out.visitSource("Preload.java", null);
    out.visitInnerClass(OWNER, null, "Owner", Opcodes.ACC_STATIC);
    out.visitAnnotation("Ljava/lang/Deprecated;", true).visitEnd();
    out.visitField(Opcodes.ACC_STATIC, "field", "J", null, 1L).visitEnd();
    MethodVisitor code =
        out.visitMethod(
            Opcodes.ACC_STATIC, "run", "(JLjava/lang/Object;)V", null, new String[] {OBJECT});
    code.visitCode();
    code(code, special);
    code.visitMaxs(6, 3);
    code.visitEnd();
    out.visitEnd();
    return out.toByteArray();
  }

  /**
   * A call of every kind, two ends of a time, two references, and what stands beside them in most
   * classes.
   *
   * @param special whether references and ends are among it
   */
  private static void code(MethodVisitor code, boolean special) {
    Label begin = new Label();
    Label end = new Label();
    code.visitTryCatchBlock(begin, end, end, null);
    code.visitLabel(begin);
    code.visitLineNumber(1, begin);
    for (Kind kind : Kind.values()) {
      code.visitVarInsn(Opcodes.ALOAD, 2);
      code.visitTypeInsn(Opcodes.CHECKCAST, OWNER);
      code.visitLdcInsn(7.5);
      code.visitVarInsn(Opcodes.LLOAD, 0);
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, OWNER, kind.name(), "(DJ)I", false);
      code.visitInsn(Opcodes.POP);
    }
    if (special) {
      ends(code);
      reference(code, Kind.SITE);
      reference(code, Kind.VALUE);
    }
    Label last = new Label();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitTableSwitchInsn(0, 1, last, begin, last);
    code.visitLabel(end);
    Object[] locals = {Opcodes.LONG, OBJECT};
    Object[] thrown = {"java/lang/Throwable"};
    code.visitFrame(Opcodes.F_FULL, 2, locals, 1, thrown);
    code.visitJumpInsn(Opcodes.IFNONNULL, last);
    code.visitLdcInsn(Type.getObjectType(OWNER));
    code.visitLdcInsn("text");
    code.visitFieldInsn(Opcodes.GETSTATIC, NAME, "field", "J");
    code.visitMultiANewArrayInsn("[[I", 1);
    code.visitInsn(Opcodes.POP2);
    code.visitInsn(Opcodes.POP2);
    code.visitLabel(last);
    code.visitFrame(Opcodes.F_FULL, 2, locals, 0, new Object[0]);
    code.visitInsn(Opcodes.RETURN);
    code.visitLocalVariable("all", "J", null, begin, last, 0);
  }

  private static void ends(MethodVisitor code) {
    for (int i = 0; i < 3; i++) {
      code.visitMethodInsn(Opcodes.INVOKESTATIC, SYSTEM, TIME, "()J", false);
    }
    code.visitInsn(Opcodes.LSUB);
    code.visitInsn(Opcodes.POP2);
    code.visitInsn(Opcodes.L2I);
    code.visitInsn(Opcodes.POP);
  }

  private static void reference(MethodVisitor code, Kind kind) {
    String type = "java/lang/invoke/LambdaMetafactory";
    String shape =
        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
            + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
            + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;";
    Handle metafactory = new Handle(Opcodes.H_INVOKESTATIC, type, "metafactory", shape, false);
    Type function = Type.getMethodType("(J)V");
    code.visitInvokeDynamicInsn(
        "accept",
        "()Ljava/util/function/LongConsumer;",
        metafactory,
        function,
        new Handle(Opcodes.H_INVOKESTATIC, OWNER, kind.name(), "(J)V", false),
        function);
    code.visitInsn(Opcodes.POP);
  }
}
