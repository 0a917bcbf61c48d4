package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.classfile.FrameTable;
import dev.startguard.core.weave.classfile.Instructions;
import dev.startguard.core.weave.classfile.Jumps;
import dev.startguard.core.weave.classfile.Moves;
import dev.startguard.core.weave.classfile.Pool;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The code of one method with probes between its instructions, which stay as they are: what names a
 * place in the code is written again (JVMS 4.7.3). Whatever is out of the ordinary ends in an
 * {@link IndexOutOfBoundsException}.
 */
final class SplicedCode {
  private static final int FIRST_JUMP = Opcodes.IFEQ;
  private static final int GOTO_W = 200;

  private final Pool pool;
  private final byte[] file;
  private final Calls calls;
  private final Mentions mentions;
  private final String name;
  private final String descriptor;

  /** Where the instructions are in the file. */
  private final int begin;

  private final int end;
  private final int stack;
  private final int locals;
  private final Growth growth;
  private final Moves moves;
  private final Bytes code = new Bytes();
  private final Inserts inserts;
  private final ProbeWriter probes;

  /** By place in the code: the line that begins there; 0 for none. */
  private final int[] lines;

  private final int[] ordinals;

  private final Jumps jumps = new Jumps();

  /** From where the file's code is still to be copied. */
  private int copied;

  private int line;
  private int sites;

  /** Of the call before this instruction: those that are watched for its result being dropped. */
  private int[] left = Calls.NONE;

  /** Where the method's own frames are in the file; 0 for none. */
  private int framesAt;

  /**
   * @param method where the method begins in the file
   * @param attribute where its {@code Code} does, after its length
   */
  SplicedCode(
      byte[] file,
      Pool pool,
      Calls calls,
      Mentions mentions,
      Bootstraps bootstraps,
      String source,
      int method,
      int attribute) {
    this.file = file;
    this.pool = pool;
    this.calls = calls;
    this.mentions = mentions;
    name = pool.text(ClassFile.u2(file, method + 2));
    descriptor = pool.text(ClassFile.u2(file, method + 4));
    stack = ClassFile.u2(file, attribute);
    locals = ClassFile.u2(file, attribute + 2);
    int length = ClassFile.u4(file, attribute + 4);
    begin = attribute + 8;
    end = begin + length;
    copied = begin;
    growth = new Growth(calls, length);
    moves = Moves.within(length);
    lines = new int[length];
    ordinals = new int[calls.size()];
    inserts = new Inserts(file, pool, bootstraps, code);
    probes = new ProbeWriter(inserts, calls, source, locals, null);
  }

  /** How many calls got probes. */
  int sites() {
    return sites;
  }

  /** The attribute, after its length. */
  Bytes written() {
    survey();
    splice();
    jumps.land(code, moves);
    if (growth.tooMuch(name.length() + descriptor.length(), stack, locals)
        || code.size() > Short.MAX_VALUE) {
      throw new IndexOutOfBoundsException();
    }
    Bytes out = new Bytes();
    out.u2(stack + probes.moreStack());
    out.u2(locals + probes.moreLocals());
    out.u4(code.size());
    out.add(code);
    int handlers = ClassFile.u2(file, end);
    out.u2(handlers);
    int at = end + 2;
    for (; handlers > 0; handlers--, at += 8) {
      out.u2(to(at));
      out.u2(to(at + 2));
      out.u2(to(at + 4));
      out.u2(ClassFile.u2(file, at + 6));
    }
    attributes(at, out);
    return out;
  }

  private int to(int at) {
    return moves.to(ClassFile.u2(file, at));
  }

  /** Reads lines, and finds the frames. */
  private void survey() {
    int at = end + 2 + 8 * ClassFile.u2(file, end);
    int count = ClassFile.u2(file, at);
    at += 2;
    for (; count > 0; count--) {
      int attribute = ClassFile.u2(file, at);
      int begins = at + 6;
      if (pool.is(attribute, "LineNumberTable")) {
        for (int left = ClassFile.u2(file, begins), i = begins + 2; left > 0; left--, i += 4) {
          int number = ClassFile.u2(file, i + 2);
          int place = ClassFile.u2(file, i);
          lines[place] = number == 0 ? lines[place] : number;
        }
      } else if (pool.is(attribute, "StackMapTable")) {
        framesAt = begins;
      }
      at = begins + ClassFile.u4(file, at + 2);
    }
  }

  private void splice() {
    for (int at = begin; at < end; ) {
      int place = at - begin;
      moves.set(place, code.size() + at - copied);
      if (lines[place] != 0) {
        line = lines[place];
      }
      int opcode = file[at] & 0xFF;
      int next = at + Instructions.length(file, begin, at);
      if (left.length > 0) {
        dropped(opcode, at);
      }
      if (opcode >= FIRST_JUMP) {
        other(opcode, at, next);
      }
      at = next;
    }
    copy(end);
    moves.set(end - begin, code.size());
  }

  /** Copies what comes before that place of the file. */
  private void copy(int to) {
    code.copy(file, copied, to);
    copied = to;
  }

  private void dropped(int opcode, int at) {
    if (opcode == Opcodes.POP && !jumpedTo(at - begin)) {
      copy(at);
      for (int number : left) {
        probes.dropped(place(number));
      }
    }
    left = Calls.NONE;
  }

  /** An instruction that may jump, or call. */
  private void other(int opcode, int at, int next) {
    if (opcode >= Opcodes.INVOKEVIRTUAL && opcode <= Opcodes.INVOKEINTERFACE) {
      int index = ClassFile.u2(file, at + 1);
      int[] numbers = mentions.beside(index);
      if (numbers.length > 0) {
        call(opcode, index, numbers, at, next);
      }
    } else if (opcode <= Opcodes.GOTO || opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL) {
      int from = code.size() + at - copied;
      jumps.near(from, from + 1, at - begin + (short) ClassFile.u2(file, at + 1));
    } else if (opcode == Opcodes.TABLESWITCH || opcode == Opcodes.LOOKUPSWITCH) {
      copy(at);
      choice(opcode, at, next);
    } else if (opcode == Opcodes.JSR
        || opcode == Opcodes.RET
        || opcode >= GOTO_W
        || (opcode == Instructions.WIDE && (file[at + 1] & 0xFF) == Opcodes.RET)) {
      throw new IndexOutOfBoundsException();
    }
  }

  private boolean jumpedTo(int place) {
    FrameTable frames = new FrameTable(file);
    if (framesAt != 0) {
      frames.own(framesAt, new Moves(0));
    }
    return frames.stood(place);
  }

  private void call(int opcode, int index, int[] all, int at, int next) {
    String called = mentions.name(index);
    String shape = mentions.descriptor(index);
    if (called.equals(ClassFile.CONSTRUCTOR) && calls.before(all).length < all.length) {
      throw new IndexOutOfBoundsException(); // whether its object is left takes more to tell
    }
    sites++;
    growth.add(all, opcode, shape);
    int[] ignored = calls.ignored(all, true);
    int[] found = ignored.length == 0 ? all : calls.ignored(all, false);
    if (found.length > 0) {
      copy(at);
      inserts.call(at, next);
      copied = next;
      Place[] places = new Place[found.length];
      for (int i = 0; i < found.length; i++) {
        places[i] = place(found[i]);
      }
      probes.call(opcode, "", called, shape, false, found, places);
    }
    left = ignored;
  }

  private Place place(int call) {
    return new Place(call, ordinals[call]++, line, "", name, descriptor);
  }

  /** A switch is padded from the code's begin. */
  private void choice(int opcode, int at, int next) {
    int from = code.size();
    code.u1(opcode);
    while (code.size() % 4 != 0) {
      code.u1(0);
    }
    int word = at + 4 - (at - begin) % 4;
    boolean table = opcode == Opcodes.TABLESWITCH;
    int numbers = table ? 3 : 2; // before the cases: where else, and which or how many there are
    int step = table ? 4 : 8;
    leap(from, at, word);
    code.copy(file, word + 4, word + 4 * numbers);
    for (int place = word + 4 * numbers; place < next; place += step) {
      code.copy(file, place, place + step - 4);
      leap(from, at, place + step - 4);
    }
    copied = next;
  }

  /** One way out of a switch, written at that place of the file. */
  private void leap(int from, int at, int place) {
    jumps.far(from, code.size(), at - begin + ClassFile.u4(file, place));
    code.u4(0);
  }

  /** The tables of frames, lines and locals; a method that has others is not ordinary. */
  private void attributes(int from, Bytes out) {
    int count = ClassFile.u2(file, from);
    out.u2(count);
    int at = from + 2;
    for (; count > 0; count--) {
      int attribute = ClassFile.u2(file, at);
      int begins = at + 6;
      at = begins + ClassFile.u4(file, at + 2);
      Bytes table;
      if (pool.is(attribute, "StackMapTable")) {
        FrameTable frames = new FrameTable(file);
        frames.own(begins, moves);
        table = frames.bytes();
      } else if (pool.is(attribute, "LineNumberTable")) {
        table = table(begins, 4);
      } else if (pool.is(attribute, "LocalVariableTable")
          || pool.is(attribute, "LocalVariableTypeTable")) {
        table = table(begins, 10);
      } else {
        throw new IndexOutOfBoundsException();
      }
      out.u2(attribute);
      out.u4(table.size());
      out.add(table);
    }
  }

  /**
   * @param entry how long one is: a line's has its place and its number; a local's its place, how
   *     far it reaches, and three others
   */
  private Bytes table(int from, int entry) {
    Bytes table = new Bytes();
    int count = ClassFile.u2(file, from);
    table.u2(count);
    for (int at = from + 2; count > 0; count--, at += entry) {
      int place = ClassFile.u2(file, at);
      int moved = moves.to(place);
      table.u2(moved);
      int rest = at + 2;
      if (entry > 4) {
        table.u2(moves.to(place + ClassFile.u2(file, rest)) - moved);
        rest += 2;
      }
      table.copy(file, rest, at + entry);
    }
    return table;
  }
}
