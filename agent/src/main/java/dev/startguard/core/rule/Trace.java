package dev.startguard.core.rule;

import org.jspecify.annotations.Nullable;

/** The frames of a throwable, put together when they are asked for. */
final class Trace {
  /** Of no throwable. */
  static final Trace NONE = new Trace(null, 0);

  private final @Nullable Object backtrace;
  private final int depth;
  private StackTraceElement @Nullable [] frames;

  Trace(Throwable thrown) {
    this(ThrowableFields.backtrace(thrown), ThrowableFields.depth(thrown));
  }

  private Trace(@Nullable Object backtrace, int depth) {
    this.backtrace = backtrace;
    this.depth = depth;
  }

  /** The innermost first; none where the throwable has none. */
  StackTraceElement[] frames() {
    StackTraceElement[] known = frames;
    if (known == null) {
      known = new StackTraceElement[0];
      if (backtrace != null) {
        try {
          known = ThrowableFields.frames(backtrace, depth);
        } catch (VirtualMachineError exhausted) {
          throw exhausted;
        } catch (Throwable unreadable) {
          // then there are none
        }
      }
      frames = known;
    }
    return known;
  }

  /** Whether the frame is of the JDK's code, or of code that is not known. */
  static boolean ofTheJdk(StackTraceElement frame) {
    Class<?> type = ThrowableFields.declaring(frame);
    return type == null || Jdk.has(type);
  }

  /**
   * The frame as a place in the code.
   *
   * @param api what the finding says was called there
   */
  static Site site(StackTraceElement frame, String api) {
    Class<?> type = ThrowableFields.declaring(frame);
    return new Site(
        frame.getClassName(),
        frame.getMethodName(),
        "",
        frame.getFileName(),
        Math.max(0, frame.getLineNumber()),
        api,
        0,
        type == null ? null : CodeSources.path(type));
  }
}
