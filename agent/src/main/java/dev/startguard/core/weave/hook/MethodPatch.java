package dev.startguard.core.weave.hook;

import dev.startguard.core.weave.bridge.BridgeCode;
import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.classfile.FrameTable;
import dev.startguard.core.weave.classfile.Instructions;
import dev.startguard.core.weave.classfile.Moves;
import dev.startguard.core.weave.classfile.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code of one hooked method, patched: at its begin, before its last return, and in a handler of
 * whatever leaves it. Its own instructions stay as they are, a multiple of four further on: jumps
 * are relative, and switches keep their padding. A call of the bridge needs no handler of its own:
 * the bridge throws nothing, and allocates for the method.
 */
final class MethodPatch {
  /** Beyond, the JIT compiles a method no more. */
  private static final int HUGE = 8000;

  private static final int ISTORE = 54;
  private static final int ISTORE_0 = 59;
  private static final int ASTORE_3 = 78;
  private static final int IRETURN = 172;
  private static final int RETURN = 177;
  private static final int ATHROW = 191;

  private final Pool pool;
  private final byte[] file;
  private final HookedMethod method;

  /** Where the instructions are in the file. */
  private final int begin;

  private final int end;
  private int returns;
  private int lastInstruction;

  private final FrameTable frames;
  private final Bytes code = new Bytes();

  /** How far the method's own code has moved. */
  private int shift;

  /** Where what is thrown goes; 0 when it is not hooked. */
  private int handler;

  /**
   * @param attribute where {@code Code} begins in the file, after its length
   * @throws IndexOutOfBoundsException when the file is not sound
   */
  MethodPatch(Pool pool, byte[] file, HookedMethod method, int attribute) {
    this.pool = pool;
    this.file = file;
    this.method = method;
    begin = attribute + 8;
    int length = ClassFile.u4(file, attribute + 4);
    end = begin + length;
    frames = new FrameTable(file);
    if (length <= 0 || length > file.length - begin) {
      throw new IndexOutOfBoundsException();
    }
    walk();
  }

  private void walk() {
    for (int at = begin; at < end; ) {
      int opcode = file[at] & 0xFF;
      boolean wide = opcode == Instructions.WIDE;
      int operation = wide ? file[at + 1] & 0xFF : opcode;
      if ((operation >= ISTORE && operation < ISTORE_0) || operation == Instructions.IINC) {
        int local = wide ? ClassFile.u2(file, at + 2) : file[at + 1] & 0xFF;
        stores(local, operation - ISTORE);
      } else if (operation >= ISTORE_0 && operation <= ASTORE_3) {
        stores((operation - ISTORE_0) % 4, (operation - ISTORE_0) / 4);
      } else if (operation >= IRETURN && operation <= RETURN) {
        returns++;
      }
      lastInstruction = at;
      int length = Instructions.length(file, begin, at);
      if (length <= 0) {
        throw new IndexOutOfBoundsException();
      }
      at += length;
    }
  }

  /**
   * @param kind of the value, as instructions count: int, long, float, double, reference
   */
  private void stores(int local, int kind) {
    method.stores(local);
    if (kind == 1 || kind == 3) {
      method.stores(local + 1);
    }
  }

  /** Whether this hook can be woven. */
  boolean bears(Hook hook) {
    if (method.size() > BridgeCode.MOST_PARAMETERS) {
      return false;
    }
    if (hook.where() == Hook.Where.RETURN) {
      int opcode = file[lastInstruction] & 0xFF;
      return returns == 1 && opcode >= IRETURN && opcode <= RETURN;
    }
    Hook.Guard guard = hook.guard();
    return guard == null
        || (guard.argument() < method.size()
            && !HookedMethod.primitive(method.parameter(guard.argument()))
            && pool.field(guard.type(), guard.field()) != 0);
  }

  /**
   * The attribute, after its length; null when it would grow too large.
   *
   * @param hooks the numbers of those that it bears, at least one, in their order
   */
  @Nullable Bytes patched(Hooks all, List<Integer> hooks) {
    weave(all, hooks);
    if (code.size() > HUGE) {
      return null;
    }
    Bytes out = new Bytes();
    out.u2(ClassFile.u2(file, begin - 8) + HookCalls.STACK + method.size());
    out.u2(ClassFile.u2(file, begin - 6));
    out.u4(code.size());
    out.add(code);
    handlers(out);
    attributes(out);
    return out;
  }

  private void weave(Hooks all, List<Integer> hooks) {
    HookCalls calls = new HookCalls(pool, method);
    Bytes atReturn = new Bytes();
    Bytes atThrow = new Bytes();
    for (int number : hooks) {
      Hook hook = all.get(number);
      switch (hook.where()) {
        case ENTRY -> calls.entry(code, frames, number, hook.guard());
        case RETURN -> calls.atReturn(atReturn, number);
        case THROW -> calls.atThrow(atThrow, number);
      }
    }
    while (code.size() % 4 != 0) {
      code.u1(0);
    }
    shift = code.size();
    if (atReturn.size() == 0) {
      code.copy(file, begin, end);
    } else {
      code.copy(file, begin, lastInstruction);
      code.u1(0); // in place of the return: what is jumped to, and what handlers cover
      code.add(atReturn);
      code.u1(file[lastInstruction]);
    }
    if (atThrow.size() > 0) {
      handler = code.size();
      code.add(atThrow);
      code.u1(ATHROW);
    }
  }

  private void handlers(Bytes out) {
    int count = ClassFile.u2(file, end);
    out.u2(handler == 0 ? count : count + 1);
    for (int at = end + 2; at < end + 2 + 8 * count; at += 8) {
      for (int i = 0; i < 6; i += 2) {
        out.u2(ClassFile.u2(file, at + i) + shift);
      }
      out.u2(ClassFile.u2(file, at + 6));
    }
    if (handler != 0) { // after the method's own
      out.u2(shift);
      out.u2(shift + end - begin);
      out.u2(handler);
      out.u2(0);
    }
  }

  /** The tables of frames, lines and locals; nobody misses the others in a class of the JDK. */
  private void attributes(Bytes out) {
    Bytes kept = new Bytes();
    int count = 0;
    int at = end + 2 + 8 * ClassFile.u2(file, end);
    int left = ClassFile.u2(file, at);
    at += 2;
    for (; left > 0; left--) {
      int name = ClassFile.u2(file, at);
      int length = ClassFile.u4(file, at + 2);
      at += 6;
      if (length < 0 || length > file.length - at) {
        throw new IndexOutOfBoundsException();
      }
      if (pool.is(name, "StackMapTable")) {
        frames.own(at, new Moves(shift));
      } else if (pool.is(name, "LineNumberTable")) {
        table(kept, name, at, true);
        count++;
      } else if (pool.is(name, "LocalVariableTable") || pool.is(name, "LocalVariableTypeTable")) {
        table(kept, name, at, false);
        count++;
      }
      at += length;
    }
    if (handler != 0) {
      int throwable = pool.type("java/lang/Throwable");
      frames.thrown(handler, method.keptCount(), method.kept(), throwable);
    }
    Bytes all = frames.bytes();
    if (all.size() > 0) {
      kept.u2(pool.utf8("StackMapTable"));
      kept.u4(all.size());
      kept.add(all);
      count++;
    }
    out.u2(count);
    out.add(kept);
  }

  /** What begins with the method begins with its hook. */
  private void table(Bytes out, int name, int at, boolean lines) {
    int entry = lines ? 4 : 10;
    int count = ClassFile.u2(file, at);
    out.u2(name);
    out.u4(2 + count * entry);
    out.u2(count);
    for (int place = at + 2; place < at + 2 + count * entry; place += entry) {
      int first = ClassFile.u2(file, place);
      out.u2(first == 0 ? 0 : first + shift);
      int rest = place + 2;
      if (!lines) {
        out.u2(ClassFile.u2(file, rest) + (first == 0 ? shift : 0));
        rest += 2;
      }
      out.copy(file, rest, place + entry);
    }
  }
}
