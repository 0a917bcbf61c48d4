package dev.startguard.core.weave;

import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** How much probes add to a method, at most, and whether it bears that. */
final class Growth {
  /** What {@code -XX:-DontCompileHugeMethods} lifts: the JIT compiles no method beyond. */
  private static final int HUGE = 8000;

  private static final int MOST = 65_535;

  /** Each of the method's probes carries them. */
  private static final int LONGEST_NAME_AND_DESCRIPTOR = 4_000;

  private static final int BYTES_OF_SITE = 12;

  /** Nulls beside the values, or a number brought behind the first of them and made longer. */
  private static final int BYTES_OF_TYPE = 6;

  /** Stored, boxed into an array, loaded again and forgotten, each with a wide index. */
  private static final int BYTES_OF_VALUE = 25;

  private final Calls calls;
  private final int length;
  private int bytes;
  private int slots;

  /**
   * @param length of the method's code in bytes
   */
  Growth(Calls calls, int length) {
    this.calls = calls;
    this.length = length;
  }

  /** Adds some probes that are given nothing. */
  void add(int sites) {
    bytes += BYTES_OF_SITE * sites;
    slots = Math.max(slots, OldProbes.MOST_STACK);
  }

  /** Adds the probes beside a call. */
  void add(int[] found, int opcode, String descriptor) {
    int values = Type.getArgumentsAndReturnSizes(descriptor) >> 2; // counts a receiver
    if (opcode == Opcodes.INVOKESTATIC) {
      values--;
    }
    for (int number : found) {
      bytes += BYTES_OF_SITE;
      if (calls.get(number).kind().examines()) {
        bytes += BYTES_OF_TYPE + BYTES_OF_VALUE * (values + 1);
      }
    }
    slots = Math.max(slots, values + ProbeType.MOST_STACK + 2);
  }

  /**
   * Whether the method had better stay as it is.
   *
   * @param names how long its name and its descriptor are together
   */
  boolean tooMuch(int names, int stack, int locals) {
    return names > LONGEST_NAME_AND_DESCRIPTOR
        || length + bytes > (length > HUGE ? MOST : HUGE)
        || Math.max(stack, locals) + slots > MOST;
  }
}
