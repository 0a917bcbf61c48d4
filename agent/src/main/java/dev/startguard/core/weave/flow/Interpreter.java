package dev.startguard.core.weave.flow;

import dev.startguard.core.weave.flow.Time.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Runs a method on facts in place of values, along every way, until nothing new is learnt. The last
 * time that an instruction is run all ways to it are known, so what is said then holds.
 */
final class Interpreter {
  /** Beyond so many runs of an instruction on the average a method is given up. */
  private static final int MOST_ROUNDS = 40;

  /** So many slots are joined in the time of an instruction. */
  private static final int SLOTS_A_STEP = 16;

  private static final int YEAR = 31_536_000;
  private static final int MOST_YEARS = 10;

  private final Body body;
  private final Fields fields;
  private final Uses uses = new Uses();
  private final Map<Integer, Match> matches = new TreeMap<>();
  private final @Nullable Frame[] entries;
  private final boolean[] target;
  private final BitSet dirty = new BitSet();
  private long steps;
  private boolean stored;
  private boolean ended;

  Interpreter(Body body, Fields fields) {
    this.body = body;
    this.fields = fields;
    entries = new Frame[body.size()];
    target = new boolean[body.size()];
  }

  /**
   * What the method does with times; null when that cannot be told.
   *
   * @throws RuntimeException for code that the JVM would refuse
   */
  @Nullable List<Match> run() {
    mark();
    Frame first = new Frame(body.maxLocals(), body.maxStack());
    clocksGiven(first);
    join(0, first);
    steps = (long) MOST_ROUNDS * body.size();
    for (int at = dirty.nextSetBit(0); at >= 0; at = dirty.nextSetBit(0)) {
      steps -= walk(at);
      if (steps < 0) {
        return null;
      }
    }
    List<Match> found = new ArrayList<>();
    boolean anyNumber = Uses.anyNumber(body.name());
    for (Match match : matches.values()) {
      boolean meant = anyNumber || uses.masked(match.spot());
      if (match.pattern() != Pattern.NARROWED || !meant) {
        found.add(match);
      }
    }
    return found;
  }

  private void clocksGiven(Frame frame) {
    int local = body.isStatic() ? 0 : 1;
    for (Type parameter : Type.getArgumentTypes(body.descriptor())) {
      if (parameter.getDescriptor().equals("Ljava/time/Clock;")) {
        frame.local(local, Fact.clock("parameter " + local));
      }
      local += parameter.getSize();
    }
  }

  private void mark() {
    for (int at = 0; at < body.size(); at++) {
      if (body.detail(at) instanceof Label label) {
        target[Body.place(label)] = true;
      } else if (body.detail(at) instanceof Label[] labels) {
        for (Label label : labels) {
          target[Body.place(label)] = true;
        }
      }
    }
    for (Body.Handler handler : body.handlers()) {
      target[Body.place(handler.start())] = true;
      target[Body.place(handler.handler())] = true;
    }
  }

  private void join(int at, Frame frame) {
    steps -= frame.size() / SLOTS_A_STEP;
    Frame known = entries[at];
    if (known == null) {
      entries[at] = frame.copy();
      dirty.set(at);
    } else if (known.join(frame, uses)) {
      dirty.set(at);
    }
  }

  /** Runs from a target to the next, or to where no way leads on; returns how far. */
  private int walk(int from) {
    dirty.clear(from);
    Frame entry = entries[from];
    if (entry == null) {
      return 0;
    }
    Frame frame = entry.copy();
    stored = true;
    ended = false;
    int at = from;
    while (!ended) {
      if (at != from && target[at]) {
        join(at, frame);
        return at - from;
      }
      if (stored) {
        stored = false;
        caught(at, frame);
      }
      execute(at, frame);
      at++;
    }
    return at - from;
  }

  private void caught(int at, Frame frame) {
    for (Body.Handler handler : body.handlers()) {
      if (handler.covers(at)) {
        join(Body.place(handler.handler()), frame.caught());
      }
    }
  }

  private void execute(int at, Frame frame) {
    int opcode = body.opcode(at);
    Object detail = body.detail(at);
    if (detail instanceof Label label) {
      frame.drop(Slots.popped(opcode));
      join(Body.place(label), frame);
      ended = opcode == Opcodes.GOTO;
    } else if (detail instanceof Label[] labels) {
      uses.mask(frame.pop());
      for (Label label : labels) {
        join(Body.place(label), frame);
      }
      ended = true;
    } else if (detail instanceof Member member) {
      if (opcode < Opcodes.INVOKEVIRTUAL) {
        field(opcode, member, frame);
      } else {
        call(at, opcode, member, frame);
      }
    } else if ((opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)
        || opcode == Opcodes.ATHROW) {
      ended = true;
    } else if (!constant(opcode, at, frame) && !local(opcode, at, frame) && !moved(opcode, frame)) {
      compute(opcode, at, frame);
    }
  }

  private boolean constant(int opcode, int at, Frame frame) {
    if (opcode == Opcodes.ACONST_NULL) {
      frame.push(Fact.constant(0));
    } else if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
      frame.push(Fact.constant(opcode - Opcodes.ICONST_0));
    } else if (opcode == Opcodes.LCONST_0 || opcode == Opcodes.LCONST_1) {
      frame.pushWide(Fact.constant(opcode - Opcodes.LCONST_0));
    } else if (opcode == Opcodes.BIPUSH || opcode == Opcodes.SIPUSH) {
      frame.push(Fact.constant(body.operand(at)));
    } else if (opcode == Opcodes.LDC) {
      Fact fact =
          body.detail(at) instanceof Number number
              ? Fact.constant(number.longValue())
              : Fact.UNKNOWN;
      frame.push(fact, body.operand(at));
    } else {
      return false;
    }
    return true;
  }

  private boolean local(int opcode, int at, Frame frame) {
    int local = body.operand(at);
    if (opcode >= Opcodes.ILOAD && opcode <= Opcodes.ALOAD) {
      frame.push(frame.local(local), wide(opcode - Opcodes.ILOAD) ? 2 : 1);
    } else if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
      boolean wide = wide(opcode - Opcodes.ISTORE);
      frame.local(local, wide ? frame.popWide() : frame.pop());
      if (wide) {
        frame.local(local + 1, Fact.UNKNOWN);
      }
      stored = true;
    } else if (opcode == Opcodes.IINC) {
      if (!frame.local(local).is(Fact.Sort.NARROWED)) {
        frame.local(local, Fact.UNKNOWN);
        stored = true;
      }
    } else {
      return false;
    }
    return true;
  }

  /** By the order of the types in opcodes: int, long, float, double, reference. */
  private static boolean wide(int type) {
    return type == 1 || type == 3;
  }

  private static boolean moved(int opcode, Frame frame) {
    switch (opcode) {
      case Opcodes.DUP -> frame.duplicate(1, 0);
      case Opcodes.DUP_X1 -> frame.duplicate(1, 1);
      case Opcodes.DUP_X2 -> frame.duplicate(1, 2);
      case Opcodes.DUP2 -> frame.duplicate(2, 0);
      case Opcodes.DUP2_X1 -> frame.duplicate(2, 1);
      case Opcodes.DUP2_X2 -> frame.duplicate(2, 2);
      case Opcodes.SWAP -> frame.swap();
      case Opcodes.CHECKCAST, Opcodes.NOP -> {}
      default -> {
        return false;
      }
    }
    return true;
  }

  private void field(int opcode, Member field, Frame frame) {
    int size = field.descriptor().equals("J") || field.descriptor().equals("D") ? 2 : 1;
    if (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC) {
      Fact fact = size == 2 ? frame.popWide() : frame.pop();
      frame.drop(opcode == Opcodes.PUTFIELD ? 1 : 0);
      fields.assign(field, fact);
      if (Uses.anyNumber(field.name())) {
        uses.mask(fact);
      }
    } else {
      frame.drop(opcode == Opcodes.GETFIELD ? 1 : 0);
      frame.push(loaded(field), size);
    }
  }

  private Fact loaded(Member field) {
    return switch (field.descriptor()) {
      case "Ljava/time/Clock;" -> Fact.clock(field.owner() + "." + field.name());
      case "Ljava/util/concurrent/TimeUnit;" ->
          field.owner().equals("java/util/concurrent/TimeUnit")
              ? Fact.unit(field.name())
              : Fact.UNKNOWN;
      default -> fields.get(field);
    };
  }

  private void call(int at, int opcode, Member call, Frame frame) {
    int sizes = Type.getArgumentsAndReturnSizes(call.descriptor());
    int slots = (sizes >> 2) - (opcode == Opcodes.INVOKESTATIC ? 1 : 0);
    Times times = new Times(call, frame, slots, at);
    int spot = body.operand(at);
    Fact first = slots > 0 ? frame.below(slots) : Fact.UNKNOWN;
    Fact result = times.result();
    String measured = times.measured();
    if (measured != null) {
      elapsed(spot, measured, last(slots, frame));
    } else if (Times.narrows(call)) {
      boolean exact = call.name().equals("toIntExact");
      result = narrowed(spot, first.time(), exact);
    } else {
      matches.remove(spot);
    }
    for (int i = 1; i <= slots; i++) {
      uses.passed(frame.below(i), call);
    }
    if (call.name().equals("<init>") && first.is(Fact.Sort.FRESH)) {
      Fact made = times.constructed();
      frame.drop(slots);
      frame.replace(first, made);
      stored = true;
    } else {
      frame.drop(slots);
      if (Times.sets(call)) {
        frame.replace(first, Fact.UNKNOWN);
        stored = true;
      }
      frame.push(result, sizes & 3);
    }
  }

  /** The later of the two readings, as far as the order tells: the last argument. */
  private static @Nullable Time last(int slots, Frame frame) {
    for (int i = 1; i <= slots; i++) {
      Time time = frame.below(i).time();
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  private void elapsed(int spot, String form, @Nullable Time reading) {
    if (reading != null) {
      matches.put(spot, new Match(spot, Pattern.ELAPSED, reading.reading(), form));
    }
  }

  private Fact narrowed(int spot, @Nullable Time time, boolean exact) {
    if (time == null || (time.unit() != Unit.MILLIS && time.unit() != Unit.SECONDS)) {
      matches.remove(spot);
      return Fact.UNKNOWN;
    }
    boolean millis = time.unit() == Unit.MILLIS;
    String form = (millis ? Match.MILLIS : Match.SECONDS) + (exact ? Match.EXACT : "");
    matches.put(spot, new Match(spot, Pattern.NARROWED, time.counting(), form));
    return exact ? Fact.UNKNOWN : Fact.narrowed(spot, millis);
  }

  private void compute(int opcode, int at, Frame frame) {
    switch (opcode) {
      case Opcodes.NEW -> frame.push(Fact.fresh(at));
      case Opcodes.INVOKEDYNAMIC -> dynamic((String) body.detail(at), frame);
      case Opcodes.MULTIANEWARRAY -> {
        frame.drop(body.operand(at));
        frame.push(Fact.UNKNOWN);
      }
      case Opcodes.LADD -> {
        Fact right = frame.popWide();
        frame.pushWide(sum(frame.popWide(), right));
      }
      case Opcodes.LSUB -> {
        Fact right = frame.popWide();
        frame.pushWide(difference(body.operand(at), frame.popWide(), right));
      }
      case Opcodes.LCMP -> compare(at, frame);
      case Opcodes.LDIV -> {
        Fact by = frame.popWide();
        frame.pushWide(quotient(frame.popWide(), by));
      }
      case Opcodes.L2I -> {
        Fact fact = frame.popWide();
        frame.push(
            fact.is(Fact.Sort.NARROWED) ? fact : narrowed(body.operand(at), fact.time(), false));
      }
      case Opcodes.I2L -> {
        Fact fact = frame.pop();
        boolean kept = fact.is(Fact.Sort.NARROWED) || fact.is(Fact.Sort.CONSTANT);
        frame.pushWide(kept ? fact : Fact.UNKNOWN);
      }
      default -> number(opcode, frame);
    }
  }

  private void dynamic(@Nullable String shape, Frame frame) {
    int sizes = Type.getArgumentsAndReturnSizes(shape == null ? "()V" : shape);
    int slots = (sizes >> 2) - 1;
    for (int i = 1; i <= slots; i++) {
      if (frame.below(i).text().equals(Match.MILLIS)) {
        uses.mask(frame.below(i)); // a part of a name, most likely
      }
    }
    frame.drop(slots);
    frame.push(Fact.UNKNOWN, sizes & 3);
  }

  private static Fact sum(Fact left, Fact right) {
    if (left.is(Fact.Sort.NONE) || right.is(Fact.Sort.NONE)) {
      return Fact.NONE;
    }
    boolean ofLeft = left.time() != null;
    Time time = ofLeft ? left.time() : right.time();
    Fact added = ofLeft ? right : left;
    if (time == null || !Times.span(added)) {
      return Fact.UNKNOWN;
    }
    return Fact.time(
        time.shift(added.is(Fact.Sort.MIXED) || far(time, added) ? Unit.OTHER : time.unit()));
  }

  /** Whether it begins to count in another year then: NTP's seconds begin in 1900. */
  private static boolean far(Time time, Fact added) {
    long year = time.unit() == Unit.MILLIS ? 1000L * YEAR : YEAR;
    return added.is(Fact.Sort.CONSTANT) && Math.abs(added.number() / year) >= MOST_YEARS;
  }

  private Fact difference(int spot, Fact left, Fact right) {
    Time one = left.time();
    Time other = right.time();
    String form = Times.between(one, other);
    if (form == null || one == null) {
      matches.remove(spot);
    } else {
      elapsed(spot, form, one);
    }
    if (left.is(Fact.Sort.NONE) || right.is(Fact.Sort.NONE)) {
      return Fact.NONE;
    }
    if (one != null && right.is(Fact.Sort.CONSTANT)) {
      return Fact.time(one.shift(far(one, right) ? Unit.OTHER : one.unit()));
    }
    uses.mask(left);
    uses.mask(right);
    return one == null && other == null ? Fact.UNKNOWN : Fact.SPAN;
  }

  private void compare(int at, Frame frame) {
    int spot = body.operand(at);
    Fact other = frame.popWide();
    Fact one = frame.popWide();
    int then = body.opcode(at + 1);
    uses.compared(one, other, then == Opcodes.IFEQ || then == Opcodes.IFNE);
    Time right = other.time();
    Time left = one.time();
    String form = Times.compared(left, right);
    if (form == null || left == null || right == null) {
      matches.remove(spot);
    } else {
      elapsed(spot, form, left.shifted() ? right : left);
    }
    frame.push(Fact.UNKNOWN);
  }

  private static Fact quotient(Fact fact, Fact by) {
    Time time = fact.time();
    if (time == null || !by.is(Fact.Sort.CONSTANT)) {
      return Fact.UNKNOWN;
    }
    boolean seconds = time.unit() == Unit.MILLIS && by.number() == 1000;
    return Fact.time(time.in(seconds ? Unit.SECONDS : Unit.OTHER));
  }

  /** Arithmetic on what may be a narrowed time. */
  private void number(int opcode, Frame frame) {
    int popped = Slots.popped(opcode);
    int pushed = Slots.pushed(opcode);
    Fact right = popped > 0 ? frame.below(opcode == Opcodes.LMUL ? 2 : 1) : Fact.UNKNOWN;
    Fact left = popped > 1 ? frame.below(popped) : Fact.UNKNOWN;
    Fact result = Fact.UNKNOWN;
    switch (opcode) {
      case Opcodes.IADD, Opcodes.ISUB -> {
        Fact narrow = left.is(Fact.Sort.NARROWED) ? left : right;
        boolean alone = narrow == left ? plain(right) : plain(left);
        if (left.is(Fact.Sort.MIXED) || right.is(Fact.Sort.MIXED)) {
          uses.mask(left);
          uses.mask(right);
          result = Fact.MIXED;
        } else if (narrow.is(Fact.Sort.NARROWED) && alone && opcode == Opcodes.IADD) {
          result = narrow;
        } else if (narrow == left && right.is(Fact.Sort.CONSTANT)) {
          result = narrow;
        } else {
          uses.mask(left);
          uses.mask(right);
        }
      }
      case Opcodes.IMUL, Opcodes.LMUL -> {
        boolean scaled = right.is(Fact.Sort.CONSTANT) && right.number() % 1000 == 0;
        if (!scaled) {
          uses.mask(left);
          uses.mask(right);
        }
        result = Fact.MIXED;
      }
      default -> {
        if (Slots.masks(opcode)) {
          for (int i = 1; i <= popped; i++) {
            uses.mask(frame.below(i));
          }
          result = Fact.MIXED;
        }
      }
    }
    frame.drop(popped);
    frame.push(result, pushed);
  }

  /** Whether it is no part of a hash, as far as is known. */
  private static boolean plain(Fact fact) {
    return !fact.is(Fact.Sort.MIXED) && !fact.is(Fact.Sort.NARROWED);
  }
}
