package dev.startguard.core.weave.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** A method's instructions, kept as they come. */
final class Body extends MethodVisitor {
  /** Of an instruction without an operand. */
  private static final int NOTHING = 0;

  /** In locals; an instruction reaches two more, of locals or of the stack. */
  private static final int MOST_PARAMETERS = 255;

  private final String name;
  private final boolean isStatic;
  private final String descriptor;
  private final Spots spots = new Spots();
  private final List<Handler> handlers = new ArrayList<>(0);
  private int[] opcodes = new int[32];
  private int[] operands = new int[32];
  private @Nullable Object[] details = new Object[32];
  private int size;
  private int maxStack;
  private int maxLocals;
  private boolean subroutine;

  Body(int api, String name, boolean isStatic, String descriptor) {
    super(api);
    this.name = name;
    this.isStatic = isStatic;
    this.descriptor = descriptor;
  }

  String name() {
    return name;
  }

  boolean isStatic() {
    return isStatic;
  }

  String descriptor() {
    return descriptor;
  }

  int size() {
    return size;
  }

  int maxStack() {
    return maxStack;
  }

  int maxLocals() {
    return maxLocals;
  }

  boolean subroutine() {
    return subroutine;
  }

  /** Whether it claims more room than its parameters and instructions can reach. */
  boolean sprawls() {
    return Math.max(maxLocals, maxStack) > MOST_PARAMETERS + 2 * size;
  }

  int opcode(int at) {
    return opcodes[at];
  }

  /** A local, a constant, a number of slots; of a call and other spots their number. */
  int operand(int at) {
    return operands[at];
  }

  /** A member, a label, labels, a constant, a descriptor. */
  @Nullable Object detail(int at) {
    return details[at];
  }

  List<Handler> handlers() {
    return handlers;
  }

  /** Where the label stands. */
  static int place(Label label) {
    return (Integer) label.info;
  }

  private void add(int opcode, int operand, @Nullable Object detail) {
    if (size == opcodes.length) {
      opcodes = Arrays.copyOf(opcodes, 2 * size);
      operands = Arrays.copyOf(operands, 2 * size);
      details = Arrays.copyOf(details, 2 * size);
    }
    opcodes[size] = opcode;
    operands[size] = operand;
    details[size++] = detail;
  }

  @Override
  public void visitInsn(int opcode) {
    add(opcode, spots.of(opcode), null);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    add(opcode, operand, null);
  }

  @Override
  public void visitVarInsn(int opcode, int local) {
    subroutine |= opcode == Opcodes.RET;
    add(opcode, local, null);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    add(opcode, NOTHING, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String field, String type) {
    add(opcode, NOTHING, new Member(owner, field, type));
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String method, String shape, boolean isInterface) {
    add(opcode, spots.ofCall(), new Member(owner, method, shape));
  }

  @Override
  public void visitInvokeDynamicInsn(
      String method, String shape, Handle bootstrap, Object... arguments) {
    add(Opcodes.INVOKEDYNAMIC, NOTHING, shape);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    subroutine |= opcode == Opcodes.JSR;
    add(opcode, NOTHING, label);
  }

  @Override
  public void visitLabel(Label label) {
    label.info = size;
  }

  @Override
  public void visitLdcInsn(Object value) {
    boolean number = value instanceof Long || value instanceof Integer;
    boolean wide = value instanceof Long || value instanceof Double;
    if (value instanceof net.bytebuddy.jar.asm.ConstantDynamic dynamic) {
      wide = dynamic.getSize() == 2;
    }
    add(Opcodes.LDC, wide ? 2 : 1, number ? value : null);
  }

  @Override
  public void visitIincInsn(int local, int by) {
    add(Opcodes.IINC, local, null);
  }

  @Override
  public void visitTableSwitchInsn(int from, int to, Label otherwise, Label... labels) {
    add(Opcodes.TABLESWITCH, NOTHING, with(otherwise, labels));
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    add(Opcodes.LOOKUPSWITCH, NOTHING, with(otherwise, labels));
  }

  @Override
  public void visitMultiANewArrayInsn(String type, int dimensions) {
    add(Opcodes.MULTIANEWARRAY, dimensions, null);
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    handlers.add(new Handler(start, end, handler));
  }

  @Override
  public void visitMaxs(int stack, int locals) {
    maxStack = stack;
    maxLocals = locals;
  }

  private static Label[] with(Label otherwise, Label[] labels) {
    Label[] all = Arrays.copyOf(labels, labels.length + 1);
    all[labels.length] = otherwise;
    return all;
  }

  record Handler(Label start, Label end, Label handler) {
    boolean covers(int at) {
      return place(start) <= at && at < place(end);
    }
  }
}
