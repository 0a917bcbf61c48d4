package dev.startguard.core.weave;

import dev.startguard.core.weave.bridge.Bridge;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes probes for classes of Java 6 and before: a call of the bridge with the probe's number and
 * its values. No branch, so that no frame is needed.
 */
final class OldProbes {
  /** The number, the array twice, an index, and a value. */
  static final int MOST_STACK = 6;

  private static final int MOST_SHORT_PUSH = 5;

  private final MethodVisitor out;
  private final Numbered numbered;
  private final String className;
  private final String file;
  private int number;
  private int index;

  /**
   * @param className the internal name of the class that is woven
   * @param file the source file, or ""
   */
  OldProbes(MethodVisitor out, Numbered numbered, String className, String file) {
    this.out = out;
    this.numbered = numbered;
    this.className = className.replace('/', '.');
    this.file = file;
  }

  /**
   * Begins a probe.
   *
   * @param letters of what it is given
   * @param values how many follow
   */
  void begin(Place place, String letters, int values) {
    number = numbered.number(new Numbered.Probe(className, place.encoded(), file, letters));
    index = 0;
    if (number < 0) {
      return;
    }
    push(number);
    if (values == 0) {
      out.visitInsn(Opcodes.ACONST_NULL);
    } else {
      push(values);
      out.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    }
  }

  void value(Type type, int local) {
    if (number >= 0) {
      out.visitInsn(Opcodes.DUP);
      push(index++);
      out.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
      Boxing.box(out, type);
      out.visitInsn(Opcodes.AASTORE);
    }
  }

  void end() {
    if (number >= 0) {
      out.visitMethodInsn(
          Opcodes.INVOKESTATIC, Bridge.NAME, Bridge.PROBE, Bridge.PROBE_DESCRIPTOR, false);
    }
  }

  private void push(int value) {
    if (value <= MOST_SHORT_PUSH) {
      out.visitInsn(Opcodes.ICONST_0 + value);
    } else {
      out.visitIntInsn(Opcodes.SIPUSH, value);
    }
  }
}
