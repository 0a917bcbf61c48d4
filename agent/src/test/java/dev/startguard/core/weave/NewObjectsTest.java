package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class NewObjectsTest {
  @Test
  void knowsAnObjectThatIsLeft() {
    assertThat(left(code -> begin(code, "A"), "A")).containsExactly(true);
  }

  @Test
  void knowsAnObjectThatIsDropped() {
    assertThat(left(code -> code.visitTypeInsn(Opcodes.NEW, "A"), "A")).containsExactly(false);
  }

  @Test
  void tellsNestedOnesApart() {
    Consumer<MethodVisitor> nested =
        code -> {
          begin(code, "A");
          begin(code, "B");
          code.visitTypeInsn(Opcodes.NEW, "A");
        };

    assertThat(left(nested, "A", "B", "A", "A")).containsExactly(false, true, true, false);
  }

  @Test
  void mistakesNoOtherConstructorForItsOwn() {
    assertThat(left(code -> begin(code, "A"), "Parent", "A")).containsExactly(false, false);
  }

  @Test
  void takesNoOtherDoubleForOne() {
    assertThat(
            left(
                code -> {
                  code.visitTypeInsn(Opcodes.NEW, "A");
                  code.visitLdcInsn("argument");
                  code.visitInsn(Opcodes.DUP);
                },
                "A"))
        .containsExactly(false);
  }

  @Test
  void followsNeitherBranchesNorShuffles() {
    List<Consumer<MethodVisitor>> all = new ArrayList<>();
    all.add(code -> code.visitLabel(new Label()));
    all.add(code -> code.visitJumpInsn(Opcodes.IFEQ, new Label()));
    all.add(code -> code.visitTableSwitchInsn(0, 0, new Label(), new Label()));
    all.add(code -> code.visitLookupSwitchInsn(new Label(), new int[0], new Label[0]));
    all.add(code -> code.visitInsn(Opcodes.POP));
    all.add(code -> code.visitInsn(Opcodes.SWAP));
    all.add(code -> code.visitInsn(Opcodes.DUP2_X2));
    all.add(code -> code.visitInsn(Opcodes.ATHROW));
    all.add(code -> code.visitInsn(Opcodes.MONITORENTER));
    all.add(code -> code.visitVarInsn(Opcodes.ASTORE, 3));
    for (int i = 0; i < all.size(); i++) {
      Consumer<MethodVisitor> one = all.get(i);
      assertThat(left(code -> one.accept(begin(code, "A")), "A")).as("" + i).containsExactly(false);
    }
  }

  @Test
  void followsArguments() {
    assertThat(
            left(
                code -> {
                  begin(code, "A");
                  code.visitInsn(Opcodes.ICONST_0);
                  code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_INT);
                  code.visitInsn(Opcodes.DUP);
                  code.visitMultiANewArrayInsn("[[I", 1);
                  code.visitFieldInsn(Opcodes.GETSTATIC, "A", "field", "I");
                  code.visitIincInsn(1, 1);
                  code.visitVarInsn(Opcodes.ALOAD, 0);
                  code.visitMethodInsn(Opcodes.INVOKESTATIC, "A", "of", "()V", false);
                },
                "A"))
        .containsExactly(true);
  }

  @Test
  void doubtsWhereThisMayBeUnborn() {
    NewObjects objects = new NewObjects(true);
    begin(objects, "A").visitVarInsn(Opcodes.ALOAD, 0);

    assertThat(objects.constructed("A")).isFalse();
  }

  private static MethodVisitor begin(MethodVisitor code, String type) {
    code.visitTypeInsn(Opcodes.NEW, type);
    code.visitInsn(Opcodes.DUP);
    return code;
  }

  /** For each constructor that then runs. */
  private static List<Boolean> left(Consumer<MethodVisitor> code, String... constructed) {
    NewObjects objects = new NewObjects(false);
    code.accept(objects);
    List<Boolean> left = new ArrayList<>();
    for (String type : constructed) {
      left.add(objects.constructed(type));
    }
    return left;
  }
}
