package dev.startguard.core.weave.classfile;

import java.util.Arrays;

/** The jumps of a method whose instructions move: how far they go is known when all have. */
public final class Jumps {
  /** Of each: from where its distance counts, where that stands, where it leads. */
  private static final int PARTS = 3;

  private int[] all = new int[8 * PARTS];
  private int size;

  /**
   * Adds one whose distance has two bytes.
   *
   * @param from where its instruction is in the new code
   * @param operand where its distance stands there
   * @param target where it led in the old code
   */
  public void near(int from, int operand, int target) {
    add(from, operand, target);
  }

  /** Adds one whose distance has four bytes. */
  public void far(int from, int operand, int target) {
    add(from, -operand, target);
  }

  private void add(int from, int operand, int target) {
    if (size == all.length) {
      all = Arrays.copyOf(all, 2 * size);
    }
    all[size++] = from;
    all[size++] = operand;
    all[size++] = target;
  }

  /**
   * Writes the distances.
   *
   * @throws IndexOutOfBoundsException when one leads to where no instruction was
   */
  public void land(Bytes code, Moves moves) {
    for (int i = 0; i < size; i += PARTS) {
      int operand = all[i + 1];
      int distance = moves.to(all[i + 2]) - all[i];
      if (operand > 0) {
        code.put2(operand, distance);
      } else {
        code.put2(-operand, distance >>> 16);
        code.put2(2 - operand, distance);
      }
    }
  }
}
