package dev.startguard.core.weave.flow;

import net.bytebuddy.jar.asm.Opcodes;

/**
 * Counts the instructions of a method that a time may end in: calls, and a few others. Whoever
 * reads the method again, and counts the same, finds the same ones.
 */
public final class Spots {
  private int next;

  /** The number of this call. */
  public int ofCall() {
    return next++;
  }

  /** The number of this instruction without operands; -1 when it is no spot. */
  public int of(int opcode) {
    boolean spot = opcode == Opcodes.LSUB || opcode == Opcodes.LCMP || opcode == Opcodes.L2I;
    return spot ? next++ : -1;
  }
}
