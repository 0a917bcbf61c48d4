package dev.startguard.core.pool;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the queues of pools, without their locks where the application's comparators may run
 * under them. Queues of classes that are not the JDK's are not looked into: they may answer what
 * they like.
 */
public final class Queues {
  private static final String DELAYED =
      "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue";

  private Queues() {}

  /** Whether it takes whatever it is offered, so that a pool has no reason to grow. */
  public static boolean unbounded(Queue<?> queue) {
    Class<?> type = queue.getClass();
    if (type == LinkedBlockingQueue.class) {
      LinkedBlockingQueue<?> linked = (LinkedBlockingQueue<?>) queue;
      return linked.remainingCapacity() + linked.size() >= Integer.MAX_VALUE / 2;
    }
    if (type == LinkedBlockingDeque.class) {
      return (int) Deque.CAPACITY.get(queue) >= Integer.MAX_VALUE / 2;
    }
    return type == PriorityBlockingQueue.class
        || type == LinkedTransferQueue.class
        || type.getName().equals(DELAYED);
  }

  /** Whether it is of a class that is looked into. */
  public static boolean known(Queue<?> queue) {
    Class<?> type = queue.getClass();
    return type == LinkedBlockingQueue.class
        || type == LinkedBlockingDeque.class
        || type == LinkedTransferQueue.class
        || type == ArrayBlockingQueue.class
        || type == PriorityBlockingQueue.class
        || type == SynchronousQueue.class
        || type.getName().equals(DELAYED);
  }

  /** How many wait in it, about; -1 when that is not known. */
  public static int size(Queue<?> queue) {
    Class<?> type = queue.getClass();
    if (type == LinkedBlockingQueue.class || type == SynchronousQueue.class) {
      return queue.size();
    }
    if (type == LinkedBlockingDeque.class) {
      return (int) Deque.COUNT.get(queue);
    }
    if (type == ArrayBlockingQueue.class) {
      return (int) Ring.COUNT.get(queue);
    }
    if (type == PriorityBlockingQueue.class) {
      return (int) Heap.SIZE.get(queue);
    }
    return type.getName().equals(DELAYED) ? (int) Delayed.SIZE.get(queue) : -1;
  }

  /** What is the next to leave it; null for nothing, and when that is not known. */
  public static @Nullable Object head(Queue<?> queue) {
    Class<?> type = queue.getClass();
    if (type == PriorityBlockingQueue.class) {
      @Nullable Object[] elements = (Object[]) Heap.QUEUE.get(queue);
      return elements.length == 0 ? null : elements[0];
    }
    return type == LinkedBlockingQueue.class
            || type == LinkedBlockingDeque.class
            || type == LinkedTransferQueue.class
            || type == ArrayBlockingQueue.class
        ? queue.peek()
        : null;
  }

  /**
   * What waits in it, as far as that can be read without waiting for anybody.
   *
   * @param most so many of them
   */
  public static List<Object> content(Queue<?> queue, int most) {
    Class<?> type = queue.getClass();
    List<Object> found = new ArrayList<>();
    if (type == LinkedBlockingQueue.class
        || type == LinkedBlockingDeque.class
        || type == LinkedTransferQueue.class
        || type == ArrayBlockingQueue.class) {
      for (Object each : queue) { // their locks are held for moments, and never by other code
        if (found.size() == most) {
          break;
        }
        found.add(each);
      }
    } else if (type == PriorityBlockingQueue.class) {
      add(found, (Object[]) Heap.QUEUE.get(queue), most);
    } else if (type.getName().equals(DELAYED)) {
      add(found, (Object[]) Delayed.QUEUE.get(queue), most);
    }
    return found;
  }

  /** Read while it changes: what is missed or seen twice is in motion. */
  private static void add(List<Object> found, Object[] elements, int most) {
    for (Object each : elements) {
      if (each == null || found.size() == most) {
        return;
      }
      found.add(each);
    }
  }

  private static final class Deque {
    static final VarHandle CAPACITY =
        Internals.field(LinkedBlockingDeque.class, "capacity", int.class);
    static final VarHandle COUNT = Internals.field(LinkedBlockingDeque.class, "count", int.class);

    private Deque() {}
  }

  private static final class Ring {
    static final VarHandle COUNT = Internals.field(ArrayBlockingQueue.class, "count", int.class);

    private Ring() {}
  }

  private static final class Heap {
    static final VarHandle SIZE = Internals.field(PriorityBlockingQueue.class, "size", int.class);
    static final VarHandle QUEUE =
        Internals.field(PriorityBlockingQueue.class, "queue", Object[].class);

    private Heap() {}
  }

  private static final class Delayed {
    static final Class<?> TYPE = Internals.type(DELAYED);
    static final VarHandle SIZE = Internals.field(TYPE, "size", int.class);
    static final VarHandle QUEUE =
        Internals.field(TYPE, "queue", java.util.concurrent.RunnableScheduledFuture[].class);

    private Delayed() {}
  }
}
