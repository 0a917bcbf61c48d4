package dev.startguard.core.weave.bridge;

import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.FrameTable;
import dev.startguard.core.weave.classfile.Pool;

/**
 * Writes the class file of the bridge by hand: a compiler takes no source in {@code java.lang}, and
 * a start has no time for ASM. What hooked methods call throws nothing, whatever it meets; that
 * they reach it at all takes no more of the stack than their own calls.
 */
public final class BridgeCode {
  // the places of what a hook is given: see Hook
  public static final int OUTCOME = 0;
  public static final int RECEIVER = 1;
  public static final int ARGUMENTS = 2;

  /** Parameters of a method beyond which it cannot be hooked. */
  public static final int MOST_PARAMETERS = 10;

  private static final String FUNCTION = "java/util/function/Function";
  private static final String CONSUMER = "java/util/function/BiConsumer";
  private static final String OBJECT = "java/lang/Object";
  private static final String CALL_SITE = "java/lang/invoke/CallSite";
  private static final String[] PRIMITIVES = {"Z", "B", "C", "S", "I", "J", "F", "D"};
  private static final String[] BOXES = {
    "Boolean", "Byte", "Character", "Short", "Integer", "Long", "Float", "Double"
  };

  private static final int PUBLIC_FINAL_SUPER_SYNTHETIC = 0x1031;
  private static final int PRIVATE_STATIC_VOLATILE = 0x4A;
  private static final int PUBLIC_STATIC = 0x9;

  private static final int ACONST_NULL = 1;
  private static final int BIPUSH = 16;
  private static final int ILOAD = 21;
  private static final int LLOAD = 22;
  private static final int FLOAD = 23;
  private static final int DLOAD = 24;
  private static final int ALOAD = 25;
  private static final int BALOAD = 51;
  private static final int AASTORE = 83;
  private static final int POP = 87;
  private static final int DUP = 89;
  private static final int IFNE = 154;
  private static final int ARETURN = 176;
  private static final int RETURN = 177;
  private static final int GETSTATIC = 178;
  private static final int PUTSTATIC = 179;
  private static final int INVOKESTATIC = 184;
  private static final int INVOKEINTERFACE = 185;
  private static final int ANEWARRAY = 189;
  private static final int CHECKCAST = 192;

  private final Pool pool = new Pool();
  private final Bytes methods = new Bytes();
  private int methodCount;

  private BridgeCode() {}

  /**
   * @param fetches whether its initializer takes what its fields hold from the {@link Courier},
   *     which has to be the thread that initialises it
   */
  static byte[] write(boolean fetches) {
    return new BridgeCode().file(fetches);
  }

  /** Outcome, number, receiver, and so many arguments. */
  public static String hookDescriptor(int parameters) {
    StringBuilder descriptor = new StringBuilder("(Ljava/lang/Object;ILjava/lang/Object;");
    for (int i = 0; i < parameters; i++) {
      descriptor.append("Ljava/lang/Object;");
    }
    return descriptor.append(")V").toString();
  }

  /**
   * The shape of the method that boxes a primitive.
   *
   * @param primitive its descriptor
   */
  public static String boxDescriptor(String primitive) {
    return "(" + primitive + ")Ljava/lang/Object;";
  }

  private byte[] file(boolean fetches) {
    Bytes body = new Bytes();
    body.u2(PUBLIC_FINAL_SUPER_SYNTHETIC);
    body.u2(pool.type(Bridge.NAME));
    body.u2(pool.type(OBJECT));
    body.u2(0);
    body.u2(4);
    field(body, Bridge.LINKER, "L" + FUNCTION + ";");
    field(body, Bridge.HOOKS, "L" + CONSUMER + ";");
    field(body, Bridge.OLD, "L" + CONSUMER + ";");
    field(body, Bridge.DONE, "[Z");
    if (fetches) {
      initializer();
    }
    link();
    probe();
    for (int i = 0; i <= MOST_PARAMETERS; i++) {
      hook(i);
    }
    for (int i = 0; i < PRIMITIVES.length; i++) {
      box(PRIMITIVES[i], "java/lang/" + BOXES[i]);
    }
    body.u2(methodCount);
    body.add(methods);
    body.u2(0);
    return Bytes.file(pool, body);
  }

  private void field(Bytes out, String name, String descriptor) {
    out.u2(PRIVATE_STATIC_VOLATILE);
    out.u2(pool.utf8(name));
    out.u2(pool.utf8(descriptor));
    out.u2(0);
  }

  private void initializer() {
    Bytes code = new Bytes();
    take(code, Courier.LINKER, Bridge.LINKER, FUNCTION);
    take(code, Courier.DONE, Bridge.DONE, "[Z");
    take(code, Courier.OLD, Bridge.OLD, CONSUMER);
    take(code, Courier.HOOKS, Bridge.HOOKS, CONSUMER);
    code.u1(RETURN);
    method("<clinit>", "()V", 0, code, 0, new Bytes());
  }

  /**
   * @param type internal; of an array its descriptor
   */
  private void take(Bytes code, int part, String field, String type) {
    Courier.fetch(code, pool);
    Courier.part(code, pool, part, type);
    code.u1(PUTSTATIC);
    String descriptor = type.startsWith("[") ? type : "L" + type + ";";
    code.u2(pool.field(Bridge.NAME, field, descriptor));
  }

  private void link() {
    Bytes code = new Bytes();
    get(code, Bridge.LINKER, "L" + FUNCTION + ";");
    array(code, 5);
    for (int i = 0; i < 5; i++) {
      element(code, i, i);
    }
    String shape = "(Ljava/lang/Object;)Ljava/lang/Object;";
    code.u1(INVOKEINTERFACE);
    code.u2(pool.interfaceMethod(FUNCTION, "apply", shape));
    code.all(2, 0, CHECKCAST);
    code.u2(pool.type(CALL_SITE));
    code.u1(ARETURN);
    method(Bridge.LINK, Bridge.LINK_DESCRIPTOR, 5, code, 0, new Bytes());
  }

  private void probe() {
    Bytes code = new Bytes();
    get(code, Bridge.DONE, "[Z");
    code.all(ILOAD, 0, BALOAD, IFNE);
    Bytes rest = new Bytes();
    get(rest, Bridge.OLD, "L" + CONSUMER + ";");
    number(rest, 0);
    rest.all(ALOAD, 1);
    accept(rest);
    code.u2(3 + rest.size());
    code.add(rest);
    Bytes frames = new Bytes();
    frames.u2(1);
    frames.u1(code.size()); // the same locals, nothing on the stack
    code.u1(RETURN);
    method(Bridge.PROBE, Bridge.PROBE_DESCRIPTOR, 2, code, 0, frames);
  }

  private void hook(int parameters) {
    Bytes code = new Bytes();
    get(code, Bridge.HOOKS, "L" + CONSUMER + ";");
    number(code, 1);
    array(code, ARGUMENTS + parameters);
    element(code, OUTCOME, 0);
    element(code, RECEIVER, 2);
    for (int i = 0; i < parameters; i++) {
      element(code, ARGUMENTS + i, 3 + i);
    }
    accept(code);
    code.u1(RETURN);
    int handler = code.size();
    code.all(POP, RETURN);
    String descriptor = hookDescriptor(parameters);
    method(Bridge.HOOK, descriptor, 3 + parameters, code, handler, thrown(handler));
  }

  /** Null at the heap's end. */
  private void box(String primitive, String box) {
    Bytes code = new Bytes();
    int load =
        switch (primitive) {
          case "J" -> LLOAD;
          case "F" -> FLOAD;
          case "D" -> DLOAD;
          default -> ILOAD;
        };
    code.all(load, 0, INVOKESTATIC);
    code.u2(pool.method(box, "valueOf", "(" + primitive + ")L" + box + ";"));
    code.u1(ARETURN);
    int handler = code.size();
    code.all(POP, ACONST_NULL, ARETURN);
    method(Bridge.BOX, boxDescriptor(primitive), 2, code, handler, thrown(handler));
  }

  private void get(Bytes code, String field, String descriptor) {
    code.u1(GETSTATIC);
    code.u2(pool.field(Bridge.NAME, field, descriptor));
  }

  private void number(Bytes code, int local) {
    code.all(ILOAD, local, INVOKESTATIC);
    code.u2(pool.method("java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;"));
  }

  private void array(Bytes code, int length) {
    code.all(BIPUSH, length, ANEWARRAY);
    code.u2(pool.type(OBJECT));
  }

  private static void element(Bytes code, int index, int local) {
    code.all(DUP, BIPUSH, index, ALOAD, local, AASTORE);
  }

  private void accept(Bytes code) {
    String shape = "(Ljava/lang/Object;Ljava/lang/Object;)V";
    code.u1(INVOKEINTERFACE);
    code.u2(pool.interfaceMethod(CONSUMER, "accept", shape));
    code.all(3, 0);
  }

  /** The one frame of a method that forgets its locals when something is thrown. */
  private Bytes thrown(int handler) {
    FrameTable frames = new FrameTable(new byte[0]);
    frames.thrown(handler, 0, new Bytes(), pool.type("java/lang/Throwable"));
    return frames.bytes();
  }

  private void method(
      String name, String descriptor, int locals, Bytes code, int handler, Bytes frames) {
    // on the stack: the consumer, the number, the array twice, an index, and a value
    methods.add(
        Bytes.method(pool, PUBLIC_STATIC, name, descriptor, 6, locals, code, handler, frames));
    methodCount++;
  }
}
