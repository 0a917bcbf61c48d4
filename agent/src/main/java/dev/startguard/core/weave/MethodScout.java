package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.ClassFile;
import java.util.BitSet;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Reads one method before it is woven, and tells what its weaving would take. */
final class MethodScout extends NewObjects {
  private final Calls calls;
  private final Marks marks;
  private final String owner;
  private final Marks.Method method;
  private final Growth growth;
  private final boolean standIns;
  private final List<Flow> flows;
  private int sites;
  private int references;

  /** Of the watched constructor calls whose objects count: those that leave theirs. */
  private final BitSet left = new BitSet();

  private int constructions;
  private boolean subroutine;
  private int stack;
  private int locals;

  /**
   * @param owner the internal name of the class
   * @param length of its code in bytes
   * @param standIns whether methods may be added to the class
   * @param flows where followed results end in it
   */
  MethodScout(
      Calls calls,
      Marks marks,
      String owner,
      Marks.Method method,
      int length,
      boolean standIns,
      List<Flow> flows) {
    super(method.name().equals(ClassFile.CONSTRUCTOR));
    this.calls = calls;
    this.marks = marks;
    this.owner = owner;
    this.method = method;
    growth = new Growth(calls, length);
    this.standIns = standIns;
    this.flows = flows;
    sites = flows.size();
    if (!flows.isEmpty()) {
      growth.add(flows.size());
    }
  }

  /** Where followed results end in it. */
  List<Flow> flows() {
    return flows;
  }

  Marks.Method method() {
    return method;
  }

  /** How many of its calls and references would get probes. */
  int sites() {
    return sites;
  }

  /** Whether it names a watched call. */
  boolean concerned() {
    return sites + references + constructions > 0;
  }

  /** How many of its references cannot get the probes that they should. */
  int references() {
    return references;
  }

  /** How many of its constructor calls cannot get the probe after them. */
  int constructors() {
    return constructions - left.cardinality();
  }

  /**
   * Whether the object is left on the stack.
   *
   * @param construction the how manieth constructor call in the method whose object is watched
   */
  boolean leaves(int construction) {
    return left.get(construction);
  }

  /** How many locals it has. */
  int locals() {
    return locals;
  }

  /** Why none of its calls can get a probe; null when they can. */
  @Nullable LeftAlone obstacle() {
    if (subroutine) {
      return LeftAlone.SUBROUTINE;
    }
    boolean tooLarge =
        growth.tooMuch(method.name().length() + method.descriptor().length(), stack, locals);
    return tooLarge ? LeftAlone.TOO_LARGE : null;
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    if (Marks.mark(descriptor)) {
      marks.add(method);
    }
    return null;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String type, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, type, name, descriptor, isInterface);
    boolean whole = !name.equals(ClassFile.CONSTRUCTOR) || constructed(type);
    int[] found = calls.find(type, name, descriptor);
    if (name.equals(ClassFile.CONSTRUCTOR) && calls.before(found).length < found.length) {
      left.set(constructions++, whole);
    }
    if (!whole) {
      found = calls.before(found);
    }
    if (found.length > 0) {
      sites++;
      growth.add(found, opcode, descriptor);
    }
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    for (int i = 0; i < arguments.length; i++) {
      if (Reference.names(arguments[i])) {
        reference(new Reference(i, (Handle) arguments[i]), bootstrap, arguments);
      } else {
        constant(arguments[i]);
      }
    }
  }

  private void reference(Reference reference, Handle bootstrap, Object[] arguments) {
    Handle handle = reference.handle();
    if (handle.getOwner().equals(owner)) {
      marks.addHandle(method, new Marks.Method(handle.getName(), handle.getDesc()));
    }
    int[] found = reference.find(calls);
    boolean replaced = standIns && reference.replaceable(bootstrap, arguments);
    if (calls.examines(found) && !replaced) {
      references++;
    }
    if ((calls.examines(found) && replaced) || calls.any(found, Kind.SITE)) {
      sites++;
      growth.add(found, Opcodes.INVOKESTATIC, "()V");
    }
  }

  @Override
  public void visitLdcInsn(Object value) {
    super.visitLdcInsn(value);
    constant(value);
  }

  /** A handle that is a constant, or lies in one: who calls it, and whether, is not known. */
  private void constant(Object value) {
    if (Reference.names(value)) {
      references += new Reference(0, (Handle) value).find(calls).length > 0 ? 1 : 0;
    } else if (value instanceof ConstantDynamic dynamic) {
      for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
        constant(dynamic.getBootstrapMethodArgument(i));
      }
    }
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    super.visitJumpInsn(opcode, label);
    subroutine |= opcode == Opcodes.JSR;
  }

  @Override
  public void visitVarInsn(int opcode, int local) {
    super.visitVarInsn(opcode, local);
    subroutine |= opcode == Opcodes.RET;
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    stack = maxStack;
    locals = maxLocals;
  }
}
