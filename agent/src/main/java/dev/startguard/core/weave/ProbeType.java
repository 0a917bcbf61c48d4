package dev.startguard.core.weave;

import org.jspecify.annotations.Nullable;

/**
 * In which types a probe is given its values. A JVM makes four or five classes for each type that
 * is linked, on the application's thread; so most values come in one of two types, filled up with
 * nulls.
 *
 * <p>What the values are is said by a letter each, {@code LJL}: {@code L} for an object or an
 * array, a primitive as in a descriptor.
 */
public final class ProbeType {
  /** Up to four references, in their order. */
  static final String REFERENCES = type("LLLL");

  /** A {@code long} or {@code int} behind the first of up to three references. */
  static final String NUMBER = type("LJLL");

  /** What the wider of the two takes of the stack, and is made from. */
  static final int MOST_STACK = 6;

  /** With a number one less. */
  static final int MOST_REFERENCES = 4;

  /** What a probe is called in woven code, before the letters of its values. */
  public static final String NAME = "probe";

  private ProbeType() {}

  /** The descriptor of a probe that is given these. */
  public static String of(String values) {
    if (!fits(values)) {
      return type(values);
    }
    return number(values) < 0 ? REFERENCES : NUMBER;
  }

  /** Whether they come in one of the two types, and not as they are. */
  public static boolean fits(String values) {
    if (values.isEmpty() || values.length() > MOST_REFERENCES) {
      return false;
    }
    int number = number(values);
    for (int i = 0; i < values.length(); i++) {
      if (values.charAt(i) != 'L' && i != number) {
        return false;
      }
    }
    return true;
  }

  /** The place of the first {@code long} or {@code int} among them; -1 when there is none. */
  public static int number(String values) {
    for (int i = 0; i < values.length(); i++) {
      if (values.charAt(i) == 'J' || values.charAt(i) == 'I') {
        return i;
      }
    }
    return -1;
  }

  /** The values that came as {@link #REFERENCES}. */
  public static @Nullable Object[] references(
      String values,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object c,
      @Nullable Object d) {
    @Nullable Object[] all = new Object[values.length()];
    for (int i = 0; i < all.length; i++) {
      all[i] = reference(i, a, b, c, d);
    }
    return all;
  }

  /** The values that came as {@link #NUMBER}. */
  public static @Nullable Object[] numbered(
      String values, @Nullable Object a, long number, @Nullable Object b, @Nullable Object c) {
    int place = number(values);
    @Nullable Object[] all = new Object[values.length()];
    for (int i = 0; i < all.length; i++) {
      all[i] = reference(i < place ? i : i - 1, a, b, c, null);
    }
    all[place] = values.charAt(place) == 'I' ? (Object) (int) number : (Object) number;
    return all;
  }

  /** One of these, by its place; null when it is none of theirs. */
  public static @Nullable Object reference(
      int place, @Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d) {
    return place == 0 ? a : place == 1 ? b : place == 2 ? c : place == 3 ? d : null;
  }

  private static String type(String values) {
    StringBuilder type = new StringBuilder("(");
    for (int i = 0; i < values.length(); i++) {
      char value = values.charAt(i);
      if (value == 'L') {
        type.append("Ljava/lang/Object;");
      } else {
        type.append(value);
      }
    }
    return type.append(")V").toString();
  }
}
