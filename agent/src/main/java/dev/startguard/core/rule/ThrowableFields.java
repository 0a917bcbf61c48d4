package dev.startguard.core.rule;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What a throwable holds, read without its methods: they may be the application's, and to ask for a
 * stack trace is to leave a trace. Looked up when first needed, never before {@code main}.
 */
final class ThrowableFields {
  private static final VarHandle CAUSE;
  private static final VarHandle STACK;
  private static final VarHandle BACKTRACE;
  private static final VarHandle DEPTH;
  private static final VarHandle DECLARING;
  private static final MethodHandle NEW_ELEMENT;
  private static final MethodHandle FILL;

  /** Of a stack trace that nobody has asked for. */
  private static final Object UNASKED;

  /** Whether the JVM fills a trace in from what the throwable holds; from the throwable if not. */
  private static final boolean FROM_BACKTRACE;

  static {
    try {
      Class<StackTraceElement[]> trace = StackTraceElement[].class;
      Class<StackTraceElement> element = StackTraceElement.class;
      MethodHandles.Lookup thrown =
          MethodHandles.privateLookupIn(Throwable.class, MethodHandles.lookup());
      CAUSE = thrown.findVarHandle(Throwable.class, "cause", Throwable.class);
      STACK = thrown.findVarHandle(Throwable.class, "stackTrace", trace);
      BACKTRACE = thrown.findVarHandle(Throwable.class, "backtrace", Object.class);
      DEPTH = thrown.findVarHandle(Throwable.class, "depth", int.class);
      UNASKED = thrown.findStaticVarHandle(Throwable.class, "UNASSIGNED_STACK", trace).get();
      MethodHandles.Lookup frame = MethodHandles.privateLookupIn(element, MethodHandles.lookup());
      DECLARING = frame.findVarHandle(element, "declaringClassObject", Class.class);
      NEW_ELEMENT = frame.findConstructor(element, MethodType.methodType(void.class));
      MethodHandle fill = null;
      try {
        fill =
            frame.findStatic(
                element,
                "initStackTraceElements",
                MethodType.methodType(void.class, trace, Object.class, int.class));
      } catch (NoSuchMethodException older) {
        // of JDK 17: below
      }
      FROM_BACKTRACE = fill != null;
      FILL =
          fill != null
              ? fill
              : frame.findStatic(
                  element,
                  "initStackTraceElements",
                  MethodType.methodType(void.class, trace, Throwable.class));
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  private ThrowableFields() {}

  /** Null when it has none. */
  static @Nullable Throwable cause(Throwable thrown) {
    Throwable cause = (Throwable) CAUSE.get(thrown);
    return cause == thrown ? null : cause;
  }

  /** Whether it has a stack that nobody has asked for. */
  static boolean unasked(Throwable thrown) {
    return STACK.get(thrown) == UNASKED && BACKTRACE.get(thrown) != null;
  }

  /** From where it was thrown, as the JVM keeps it; null when it keeps nothing. */
  static @Nullable Object backtrace(Throwable thrown) {
    return BACKTRACE.get(thrown);
  }

  static int depth(Throwable thrown) {
    return (int) DEPTH.get(thrown);
  }

  /**
   * The frames of a backtrace, the innermost first, each with its class.
   *
   * @throws Throwable what the JVM throws when there is no memory
   */
  static StackTraceElement[] frames(Object backtrace, int depth) throws Throwable {
    StackTraceElement[] frames = new StackTraceElement[depth];
    for (int i = 0; i < depth; i++) {
      frames[i] = (StackTraceElement) NEW_ELEMENT.invoke();
    }
    if (FROM_BACKTRACE) {
      FILL.invoke(frames, backtrace, depth);
    } else {
      Throwable carrier = new Carrier();
      BACKTRACE.set(carrier, backtrace);
      DEPTH.set(carrier, depth);
      FILL.invoke(frames, carrier);
    }
    return frames;
  }

  /** Null when it is not known. */
  static @Nullable Class<?> declaring(StackTraceElement frame) {
    return (Class<?>) DECLARING.get(frame);
  }

  /** A throwable that has no stack of its own. */
  private static final class Carrier extends Throwable {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
