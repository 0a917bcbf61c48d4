package dev.startguard.core.weave.flow;

import net.bytebuddy.jar.asm.Opcodes;

/** How many slots of the stack instructions without members take and give (JVMS 6.5). */
final class Slots {
  /** Two digits an opcode: taken, given. Those that are treated one by one say 00. */
  private static final String TABLE =
      // constants, ldc, loads
      "00".repeat(11)
          + "0101010202"
          + "00".repeat(30)
          // loads from arrays
          + "2122212221212121"
          // stores
          + "00".repeat(25)
          // stores to arrays
          + "3040304030303030"
          // pop, pop2, dup…
          + "1020"
          + "00".repeat(7)
          // add, sub, mul, div, rem: int, long, float, double
          + "21422142".repeat(5)
          // neg
          + "11221122"
          // shifts, and, or, xor
          + "213221322132"
          + "214221422142"
          // iinc
          + "00"
          // conversions
          + "121112212122"
          + "111212212221"
          + "111111"
          // comparisons
          + "4121214141"
          // if, if_icmp, if_acmp, goto, jsr, ret, switches
          + "101010101010"
          + "2020202020202020"
          + "0000001010"
          // returns, members
          + "00".repeat(15)
          // new, arrays, athrow, checkcast, instanceof, monitors
          + "011111111011111010"
          // wide, multianewarray, ifnull, ifnonnull
          + "00001010";

  private Slots() {}

  static int popped(int opcode) {
    return TABLE.charAt(2 * opcode) - '0';
  }

  static int pushed(int opcode) {
    return TABLE.charAt(2 * opcode + 1) - '0';
  }

  /** Whether it takes a number for its bits, or a part of it. */
  static boolean masks(int opcode) {
    return (opcode >= Opcodes.ISHL && opcode <= Opcodes.LXOR)
        || opcode == Opcodes.IREM
        || opcode == Opcodes.LREM
        || opcode == Opcodes.I2B
        || opcode == Opcodes.I2C
        || opcode == Opcodes.I2S;
  }
}
