package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.hook.Hooks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A probe is given what the call is given, and what it gives, whatever its types. */
class ProbeValuesTest {
  private static final String HOST = "sample/Host";
  private static final String[] TYPES = {"Ljava/lang/Object;", "J", "I", "D", "Z"};
  private static final List<Object> VALUES = List.of("a", 7L, 8, 9.5, true);

  private final Recorder recorder = new Recorder();

  /** Every list of up to three types, and some longer ones. */
  static Stream<String> arguments() {
    List<String> all = new ArrayList<>(List.of(""));
    for (int from = 0, length = 1; length <= 3; length++) {
      int to = all.size();
      for (; from < to; from++) {
        for (String type : TYPES) {
          all.add(all.get(from) + type);
        }
      }
    }
    String object = TYPES[0];
    all.add(object.repeat(4));
    all.add(object.repeat(5));
    all.add(object + object + "J" + object);
    all.add(object + "JJ" + object);
    all.add("J" + object.repeat(3));
    all.add(object.repeat(3) + "I");
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("arguments")
  void areTheCalls(String arguments) throws Exception {
    for (Kind kind : List.of(Kind.VALUE, Kind.RESULT, Kind.OUTCOME)) {
      for (int major : new int[] {Opcodes.V17, Opcodes.V1_5}) {
        for (String result : new String[] {"V", TYPES[0], "J", "I", "D"}) {
          for (boolean isStatic : new boolean[] {true, false}) {
            recorder.examined.clear();
            String descriptor = "(" + arguments + ")" + result;
            Object host = run(kind, descriptor, isStatic, major);

            assertThat(recorder.examined)
                .as("%s of %s%s", kind, isStatic ? "static " : "", descriptor)
                .containsExactly(expected(kind, descriptor, isStatic ? null : host));
          }
        }
      }
    }
  }

  private static List<Object> expected(Kind kind, String descriptor, Object receiver) {
    List<Object> expected = new ArrayList<>();
    if (kind != Kind.VALUE && !descriptor.endsWith("V")) {
      expected.add(value(Type.getReturnType(descriptor)));
    }
    if (kind != Kind.RESULT) {
      if (receiver != null) {
        expected.add(receiver);
      }
      for (Type argument : Type.getArgumentTypes(descriptor)) {
        expected.add(value(argument));
      }
    }
    return expected;
  }

  private static Object value(Type type) {
    return VALUES.get(Arrays.asList(TYPES).indexOf(type.getDescriptor()));
  }

  /** Weaves, verifies and runs a call of that shape; gives the object that it was called on. */
  private Object run(Kind kind, String descriptor, boolean isStatic, int major) throws Exception {
    Calls calls = new Calls(List.of(new Call(HOST, "called", null, kind, recorder)));
    Bridge.define(Attached.instrumentation());
    new Linker(calls).serve(new Hooks(List.of()));
    byte[] file =
        new SiteWeaver(calls, new Tally()).weave(host(descriptor, isStatic, major), true).file();
    Class<?> host =
        new ClassLoader(null) {
          Class<?> define() {
            return defineClass(null, file, 0, file.length);
          }
        }.define();
    Object receiver = host.getConstructor().newInstance();
    assertThat(host.getMethod("run").invoke(receiver))
        .isEqualTo(descriptor.endsWith("V") ? null : value(Type.getReturnType(descriptor)));
    return receiver;
  }

  private static byte[] host(String descriptor, boolean isStatic, int major) {
    ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    out.visit(major, Opcodes.ACC_PUBLIC, HOST, null, "java/lang/Object", null);
    MethodVisitor made = out.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    made.visitVarInsn(Opcodes.ALOAD, 0);
    made.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    end(made, Type.VOID_TYPE);
    Type result = Type.getReturnType(descriptor);
    int access = Opcodes.ACC_PUBLIC | (isStatic ? Opcodes.ACC_STATIC : 0);
    MethodVisitor called = out.visitMethod(access, "called", descriptor, null, null);
    push(called, result);
    end(called, result);
    MethodVisitor run =
        out.visitMethod(Opcodes.ACC_PUBLIC, "run", "()Ljava/lang/Object;", null, null);
    if (!isStatic) {
      run.visitVarInsn(Opcodes.ALOAD, 0);
    }
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      push(run, argument);
    }
    int opcode = isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL;
    run.visitMethodInsn(opcode, HOST, "called", descriptor, false);
    if (result.equals(Type.VOID_TYPE)) {
      run.visitInsn(Opcodes.ACONST_NULL);
    } else if (result.getSort() != Type.OBJECT) {
      String box =
          result.getSort() == Type.LONG
              ? "Long"
              : result.getSort() == Type.INT ? "Integer" : "Double";
      String shape = "(" + result + ")Ljava/lang/" + box + ";";
      run.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/" + box, "valueOf", shape, false);
    }
    end(run, Type.getType(Object.class));
    out.visitEnd();
    return out.toByteArray();
  }

  private static void push(MethodVisitor code, Type type) {
    if (type.equals(Type.BOOLEAN_TYPE)) {
      code.visitInsn(Opcodes.ICONST_1);
    } else if (!type.equals(Type.VOID_TYPE)) {
      code.visitLdcInsn(value(type));
    }
  }

  private static void end(MethodVisitor code, Type result) {
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
