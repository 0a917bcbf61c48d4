package dev.startguard.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OwnThreadsTest {
  @Test
  void belongToTheJvm() {
    ThreadGroup above = Thread.currentThread().getThreadGroup();
    Thread thread = OwnThreads.daemon(() -> {}, "startguard-test");

    assertThat(above.getParent()).as("the application's group").isNotNull();
    assertThat(thread.getThreadGroup().getParent()).isNull();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isNull();
  }

  @Test
  void keepNoLoaderOfThoseThatAskForThem() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread[] thread = new Thread[1];
    WeakReference<ClassLoader> loader = asked(end, thread);

    while (loader.get() != null && !Thread.currentThread().isInterrupted()) {
      System.gc();
    }
    assertThat(loader.get()).isNull();
    end.countDown();
    thread[0].join();
  }

  /** A class of a loader of its own asks for a thread, and both are let go. */
  private static WeakReference<ClassLoader> asked(CountDownLatch end, Thread[] thread)
      throws Exception {
    ClassLoader own = new Own();
    Runnable work =
        () -> {
          try {
            end.await();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        };
    Runnable asks =
        () -> {
          thread[0] = OwnThreads.daemon(work, "startguard-test");
          thread[0].start();
        };
    Class<?> caller = own.loadClass(Caller.class.getName());
    assertThat(caller.getClassLoader()).isSameAs(own);
    caller.getMethod("run", Runnable.class).invoke(null, asks);
    return new WeakReference<>(own);
  }

  /** Stands between the test and the thread that is made. */
  public static final class Caller {
    private Caller() {}

    public static void run(Runnable work) {
      work.run();
    }
  }

  private static final class Own extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Caller.class.getName())) {
        return super.loadClass(name, resolve);
      }
      try (InputStream file = Caller.class.getResourceAsStream("OwnThreadsTest$Caller.class")) {
        byte[] bytes = file.readAllBytes();
        return defineClass(
            name, bytes, 0, bytes.length, new ProtectionDomain(null, null, this, null));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}
