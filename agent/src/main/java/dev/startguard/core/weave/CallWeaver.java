package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.flow.Spots;
import java.util.List;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Writes one method again with its probes. */
final class CallWeaver extends EachInstruction {
  private final Calls calls;
  private final MethodScout scouted;
  private final String method;
  private final String descriptor;
  private final ProbeWriter probes;
  private final StandIns standIns;
  private final boolean maySubstitute;
  private final Spots spots = new Spots();
  private final int[] ordinals;
  private int constructions;
  private int line;
  private int nextFlow;

  /** Of the instruction before this one: the watched calls whose result this one may drop. */
  private int[] left = Calls.NONE;

  CallWeaver(
      MethodVisitor out,
      Calls calls,
      MethodScout scouted,
      String method,
      String descriptor,
      ProbeWriter probes,
      StandIns standIns,
      boolean maySubstitute) {
    super(out);
    this.calls = calls;
    this.scouted = scouted;
    this.method = method;
    this.descriptor = descriptor;
    this.probes = probes;
    this.standIns = standIns;
    this.maySubstitute = maySubstitute;
    this.ordinals = new int[calls.size()];
  }

  @Override
  public void visitLineNumber(int number, Label start) {
    line = number;
    super.visitLineNumber(number, start);
  }

  @Override
  void next(int opcode) {
    if (opcode == Opcodes.POP) {
      for (int number : left) {
        probes.dropped(place(number, ""));
      }
    }
    left = Calls.NONE;
  }

  @Override
  public void visitInsn(int opcode) {
    flow(spots.of(opcode));
    super.visitInsn(opcode);
  }

  /** What a time ends in gets its probe, when this is it. */
  private void flow(int spot) {
    List<Flow> flows = scouted.flows();
    if (nextFlow < flows.size() && flows.get(nextFlow).spot() == spot) {
      Flow flow = flows.get(nextFlow++);
      probes.site(place(flow.call(), flow.form()));
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String shape, boolean isInterface) {
    flow(spots.ofCall());
    int[] found = calls.find(owner, name, shape);
    if (name.equals(ClassFile.CONSTRUCTOR)
        && calls.before(found).length < found.length
        && !scouted.leaves(constructions++)) {
      found = calls.before(found);
    }
    int[] ignored = calls.ignored(found, true);
    found = ignored.length == 0 ? found : calls.ignored(found, false);
    if (found.length == 0) {
      super.visitMethodInsn(opcode, owner, name, shape, isInterface);
    } else {
      next(opcode);
      probes.call(opcode, owner, name, shape, isInterface, found, places(found));
    }
    left = ignored;
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String shape, Handle bootstrap, Object... arguments) {
    Object[] woven = arguments;
    for (int i = 0; i < arguments.length; i++) {
      if (Reference.names(arguments[i])) {
        Reference reference = new Reference(i, (Handle) arguments[i]);
        int[] found = reference.find(calls);
        if (found.length > 0) {
          Place[] places = places(found);
          if (calls.examines(found)
              && maySubstitute
              && reference.replaceable(bootstrap, arguments)) {
            woven = arguments.clone();
            woven[i] = substitute(reference, shape, found, places);
          }
          created(found, places);
        }
      }
    }
    super.visitInvokeDynamicInsn(name, shape, bootstrap, woven);
  }

  /** What is seen once is seen where the reference is created, not where it is called. */
  private void created(int[] found, Place[] places) {
    for (int i = 0; i < found.length; i++) {
      if (calls.get(found[i]).kind() == Kind.SITE) {
        probes.site(places[i]);
      }
    }
  }

  private Handle substitute(Reference reference, String shape, int[] found, Place[] places) {
    int count = 0;
    for (int number : found) {
      if (calls.get(number).kind() != Kind.SITE) {
        count++;
      }
    }
    int[] examining = new int[count];
    Place[] theirs = new Place[count];
    for (int i = found.length - 1; i >= 0; i--) {
      if (calls.get(found[i]).kind() != Kind.SITE) {
        examining[--count] = found[i];
        theirs[count] = places[i];
      }
    }
    return standIns.add(reference, shape, examining, theirs, line);
  }

  private Place[] places(int[] found) {
    Place[] places = new Place[found.length];
    for (int i = 0; i < found.length; i++) {
      places[i] = place(found[i], "");
    }
    return places;
  }

  private Place place(int call, String form) {
    return new Place(call, ordinals[call]++, line, form, method, descriptor);
  }

  /** Where a range ends within an instruction, ASM would write one that the JVM refuses. */
  @Override
  public void visitLocalVariable(
      String name, String shape, @Nullable String signature, Label start, Label end, int index) {
    if (stands(start) && stands(end)) {
      super.visitLocalVariable(name, shape, signature, start, end, index);
    }
  }

  private static boolean stands(Label label) {
    try {
      return label.getOffset() >= 0;
    } catch (IllegalStateException within) {
      return false;
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitMaxs(maxStack + probes.moreStack(), maxLocals + probes.moreLocals());
  }
}
