package dev.startguard.core.rule;

/** What a finding calls a thread. */
public final class ThreadName {
  private static final String VIRTUAL = "java.lang.BaseVirtualThread";

  private ThreadName() {}

  /** The current one's. */
  public static String current() {
    return of(Thread.currentThread());
  }

  /** Its name; most virtual threads have none, and few others. */
  public static String of(Thread thread) {
    String name = thread.getName();
    if (!name.isEmpty()) {
      return name;
    }
    Class<?> above = thread.getClass().getSuperclass();
    return above != null && above.getName().equals(VIRTUAL)
        ? "virtual #" + thread.getId()
        : "unnamed";
  }
}
