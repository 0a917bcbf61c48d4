package dev.startguard.core.weave;

import org.jspecify.annotations.Nullable;

/**
 * A method of the JDK whose watch is told when it runs, whoever calls it.
 *
 * @param owner the internal name of a class that the boot loader defines: {@code java/util/Timer}
 * @param name of a method of any access, static or not; {@code <init>} for a constructor
 * @param descriptor null for every overload
 */
public record Hook(
    String owner, String name, @Nullable String descriptor, Where where, HookWatch watch) {
  /**
   * In what a watch is given, the place of the result, boxed, or of what was thrown; null at {@link
   * Where#ENTRY}, and of a void method.
   */
  public static final int OUTCOME = 0;

  /** The place of the receiver; null of a static method, and where a constructor begins. */
  public static final int RECEIVER = 1;

  /** The place of the first argument, as it was passed; primitives boxed. */
  public static final int ARGUMENTS = 2;

  /** When the watch is told. */
  public enum Where {
    /** Before the method does anything. */
    ENTRY,

    /** When it returns; of a constructor, when its object is whole. */
    RETURN,

    /** When an exception leaves it. Not for constructors: their object cannot be passed then. */
    THROW
  }

  /**
   * For a method that need not be there: names differ between releases.
   *
   * @throws IllegalArgumentException for the exception of a constructor
   */
  public Hook {
    if (name.equals(Call.CONSTRUCTOR) && where == Where.THROW) {
      throw new IllegalArgumentException("a constructor that throws leaves no object: " + owner);
    }
  }

  boolean matches(String otherOwner, String otherName, String otherDescriptor) {
    return owner.equals(otherOwner)
        && name.equals(otherName)
        && (descriptor == null || descriptor.equals(otherDescriptor));
  }
}
