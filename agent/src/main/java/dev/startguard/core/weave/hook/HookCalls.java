package dev.startguard.core.weave.hook;

import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.bridge.BridgeCode;
import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.FrameTable;
import dev.startguard.core.weave.classfile.Pool;
import org.jspecify.annotations.Nullable;

/** Writes into a hooked method what tells the bridge: outcome, number, receiver, arguments. */
final class HookCalls {
  /** The most it needs of the stack, but for the arguments: three values, and a wide one twice. */
  static final int STACK = 7;

  private static final int NOP = 0;
  private static final int ACONST_NULL = 1;
  private static final int SIPUSH = 17;
  private static final int ILOAD = 21;
  private static final int ALOAD = 25;
  private static final int DUP = 89;
  private static final int DUP2 = 92;
  private static final int IFEQ = 153;
  private static final int GETFIELD = 180;
  private static final int INVOKESTATIC = 184;
  private static final int CHECKCAST = 192;
  private static final int INSTANCEOF = 193;
  private static final int IFNULL = 198;

  private final Pool pool;
  private final HookedMethod method;

  HookCalls(Pool pool, HookedMethod method) {
    this.pool = pool;
    this.method = method;
  }

  /**
   * Where the method begins.
   *
   * @param frames gets one where a guard leads past the call
   */
  void entry(Bytes code, FrameTable frames, int number, Hook.@Nullable Guard guard) {
    Bytes call = new Bytes();
    call.u1(ACONST_NULL);
    call(call, number, true);
    if (guard == null) {
      code.add(call);
      return;
    }
    int local = method.local(guard.argument());
    int type = pool.type(guard.type());
    code.all(ALOAD, local, INSTANCEOF, type >>> 8, type, IFEQ);
    code.u2(3 + 2 + 3 + 3 + 3 + call.size());
    code.all(ALOAD, local, CHECKCAST, type >>> 8, type, GETFIELD);
    code.u2(pool.field(guard.type(), guard.field()));
    code.u1(IFNULL);
    code.u2(3 + call.size());
    code.add(call);
    frames.same(code.size());
    code.u1(NOP); // the next frame has to stand elsewhere
  }

  /** With the result on the stack, which stays there. */
  void atReturn(Bytes code, int number) {
    String result = method.result();
    if (result.equals("V")) {
      code.u1(ACONST_NULL);
    } else {
      code.u1(HookedMethod.wide(result) ? DUP2 : DUP);
      box(code, result);
    }
    call(code, number, false);
  }

  /** With what was thrown on the stack, which stays there. */
  void atThrow(Bytes code, int number) {
    code.u1(DUP);
    call(code, number, false);
  }

  /** After the outcome. */
  private void call(Bytes code, int number, boolean atEntry) {
    code.u1(SIPUSH);
    code.u2(number);
    if (atEntry ? method.receives() : method.keepsReceiver()) {
      code.all(ALOAD, 0);
    } else {
      code.u1(ACONST_NULL);
    }
    for (int i = 0; i < method.size(); i++) {
      if (atEntry || method.keeps(i)) {
        code.all(load(method.parameter(i)), method.local(i));
        box(code, method.parameter(i));
      } else {
        code.u1(ACONST_NULL);
      }
    }
    code.u1(INVOKESTATIC);
    code.u2(pool.method(Bridge.NAME, Bridge.HOOK, BridgeCode.hookDescriptor(method.size())));
  }

  private static int load(String type) {
    return switch (type.charAt(0)) {
      case 'J' -> ILOAD + 1;
      case 'F' -> ILOAD + 2;
      case 'D' -> ILOAD + 3;
      case 'L', '[' -> ALOAD;
      default -> ILOAD;
    };
  }

  private void box(Bytes code, String type) {
    if (HookedMethod.primitive(type)) {
      code.u1(INVOKESTATIC);
      code.u2(pool.method(Bridge.NAME, Bridge.BOX, BridgeCode.boxDescriptor(type)));
    }
  }
}
