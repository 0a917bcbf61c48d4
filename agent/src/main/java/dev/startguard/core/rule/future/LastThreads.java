package dev.startguard.core.rule.future;

/** Whether anybody is left, at the JVM's end, who could still ask a future. */
final class LastThreads {
  private static final int ROOM = 64;

  private LastThreads() {}

  /**
   * Whether no thread of the application goes on: then the JVM ends because all have ended, and not
   * because it was told to in the midst of their work.
   */
  static boolean gone() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    for (ThreadGroup outer = root.getParent(); outer != null; outer = root.getParent()) {
      root = outer;
    }
    Thread[] threads = new Thread[root.activeCount() + ROOM];
    int count = root.enumerate(threads);
    for (int i = 0; i < count; i++) {
      Thread thread = threads[i];
      if (!thread.isDaemon()
          && !thread.getName().equals("DestroyJavaVM")
          && !thread.getName().startsWith("startguard-")) {
        return false;
      }
    }
    return count < threads.length; // else not all were seen
  }
}
