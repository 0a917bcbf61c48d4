package dev.startguard.core.weave;

/** Why something that names a watched call was not woven. */
public enum LeftAlone {
  /** A class file of Java 6 or before, when there are too many probes in such already. */
  OLD_CLASS_FILE,

  /** A class file newer than our reader knows. */
  NEW_CLASS_FILE,

  /** A class file whose parts do not fit together; the JVM refuses it, or it is obfuscated. */
  MALFORMED,

  /** A method that the JIT would no longer compile, or a class whose constant pool is full. */
  TOO_LARGE,

  /** A method with {@code jsr} or {@code ret}. */
  SUBROUTINE,

  /**
   * A method reference whose values should be examined, in a class that is loaded already, or that
   * is serialisable, or not made by {@code LambdaMetafactory}; a method handle that is a constant.
   */
  REFERENCE,

  /** The result of a constructor whose object may not be left on the stack, or is not whole. */
  CONSTRUCTOR,

  /** A class or a method that is marked by an annotation of the simple name StartguardIgnore. */
  IGNORED,

  /** A class that ASM or we could not read to its end; mostly one that the JVM refuses, too. */
  FAILED
}
