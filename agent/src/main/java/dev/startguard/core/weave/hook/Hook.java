package dev.startguard.core.weave.hook;

import dev.startguard.core.weave.bridge.BridgeCode;
import dev.startguard.core.weave.classfile.ClassFile;
import org.jspecify.annotations.Nullable;

/**
 * A method of the JDK of at most ten parameters whose watch is told when it runs, whoever calls it.
 *
 * @param owner the internal name of a class that the boot loader defines: {@code java/util/Timer}
 * @param name of a method of any access, static or not; {@code <init>} for a constructor
 * @param descriptor null for every overload
 * @param guard at {@link Where#ENTRY}: the watch is told only where it lets pass; null for always
 */
public record Hook(
    String owner,
    String name,
    @Nullable String descriptor,
    Where where,
    @Nullable Guard guard,
    HookWatch watch) {
  /**
   * In what a watch is given, the place of the result, boxed, or of what was thrown; null at {@link
   * Where#ENTRY}, and of a void method.
   */
  public static final int OUTCOME = BridgeCode.OUTCOME;

  /** The place of the receiver; null of a static method, and where a constructor begins. */
  public static final int RECEIVER = BridgeCode.RECEIVER;

  /**
   * The place of the first argument, as it was passed; primitives boxed. Null when the method ends
   * and has given its parameter another value meanwhile.
   */
  public static final int ARGUMENTS = BridgeCode.ARGUMENTS;

  /** When the watch is told. */
  public enum Where {
    /** Before the method does anything. */
    ENTRY,

    /**
     * When it returns; of a constructor, when its object is whole. For methods whose only return is
     * their last instruction: others are said to be missing.
     */
    RETURN,

    /** When an exception leaves it. Not for constructors: their object cannot be passed then. */
    THROW
  }

  /**
   * What has to hold of an argument, told before anything is allocated: that it is of a type, and a
   * field of it is not null.
   *
   * @param argument its index, from 0
   * @param type an internal name
   * @param field one that the hooked class reads itself: else the hook is said to be missing
   */
  public record Guard(int argument, String type, String field) {}

  /**
   * For a method that need not be there: names differ between releases.
   *
   * @throws IllegalArgumentException for the exception of a constructor, and for a guard elsewhere
   *     than at the entry
   */
  public Hook {
    if (name.equals(ClassFile.CONSTRUCTOR) && where == Where.THROW) {
      throw new IllegalArgumentException("a constructor that throws leaves no object: " + owner);
    }
    if (guard != null && where != Where.ENTRY) {
      throw new IllegalArgumentException("a guard stands at the entry: " + owner);
    }
  }

  /** Without a guard. */
  public Hook(
      String owner, String name, @Nullable String descriptor, Where where, HookWatch watch) {
    this(owner, name, descriptor, where, null, watch);
  }
}
