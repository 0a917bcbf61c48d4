package dev.startguard.core.weave.flow;

import java.util.BitSet;
import java.util.Locale;

/**
 * Which narrowed times are meant to be narrow: they are masked, hashed, compared by their
 * difference, or written as four bytes, whose reader may take them for unsigned; or the code knows
 * where an int ends.
 */
final class Uses {
  private static final String[] WORDS = {"hash", "seed", "random", "salt", "nonce", "checksum"};

  private final BitSet masked = new BitSet();
  private boolean guarded;

  void mask(Fact fact) {
    if (fact.is(Fact.Sort.NARROWED)) {
      masked.set((int) fact.number());
    }
  }

  boolean masked(int spot) {
    return guarded || masked.get(spot);
  }

  /**
   * Two longs are compared.
   *
   * @param alike whether it is asked only if they are equal: whether a time was cut off
   */
  void compared(Fact left, Fact right, boolean alike) {
    guarded |= (left.time() != null && end(right)) || (right.time() != null && end(left));
    if (alike) {
      mask(left);
      mask(right);
    }
  }

  /** Whether it is where ints end, signed or not, or the first number beyond. */
  private static boolean end(Fact fact) {
    long beyond = fact.number() + (fact.number() & 1);
    return fact.is(Fact.Sort.CONSTANT) && (beyond == 1L << 31 || beyond == 1L << 32);
  }

  /** An argument of that call; {@code this} is one, too. */
  void passed(Fact fact, Member call) {
    if (fact.is(Fact.Sort.NARROWED) && (random(call) || part(fact, call))) {
      mask(fact);
    }
  }

  /** Whether a field or method of this name wants any number. */
  static boolean anyNumber(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String word : WORDS) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean random(Member call) {
    return anyNumber(call.name()) || (call.name().equals("<init>") && anyNumber(call.owner()));
  }

  /** Whether the call takes the bits, not the number; or, of milliseconds, any text. */
  private static boolean part(Fact fact, Member call) {
    boolean ofInteger = call.owner().equals("java/lang/Integer");
    return switch (call.name()) {
      case "abs", "absExact", "floorMod" -> true;
      case "append", "valueOf", "toString" -> fact.text().equals(Match.MILLIS) && !ofInteger;
      default -> written(call.name()) || (ofInteger && bits(call.name()));
    };
  }

  /** What {@code Integer} has for ints that are no numbers, or no signed ones. */
  private static boolean bits(String name) {
    return name.endsWith("Unsigned")
        || name.startsWith("toUnsigned")
        || name.endsWith("String")
        || name.startsWith("rotate")
        || name.startsWith("reverse")
        || name.startsWith("bit");
  }

  /** {@code putInt}, {@code writeInt}, {@code encodeInt32}. */
  private static boolean written(String name) {
    return name.contains("Int")
        && (name.startsWith("put") || name.startsWith("write") || name.startsWith("encode"));
  }
}
