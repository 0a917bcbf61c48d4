package dev.startguard.core.pool;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Sighting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in the application's own code a task of a class was seen to be submitted. Kept by class,
 * and with it, since a note for each task would cost each of them; of a lambda that is as good, for
 * its class has one place. Tasks that a library submits it does not know.
 */
public final class Submissions {
  private static final String CONCURRENT = "java/util/concurrent/";
  private static final String TASK = "(Ljava/lang/Runnable;)";
  private static final String FUTURE = "Ljava/util/concurrent/Future;";
  private static final String EXECUTE = "execute" + TASK + "V";
  private static final String SUBMIT = "submit" + TASK + FUTURE;
  private static final String SUBMIT_WITH_RESULT =
      "submit(Ljava/lang/Runnable;Ljava/lang/Object;)" + FUTURE;
  private static final String SUBMIT_CALLABLE = "submit(Ljava/util/concurrent/Callable;)" + FUTURE;
  private static final String[] EXECUTORS = {
    "ExecutorService",
    "AbstractExecutorService",
    "ThreadPoolExecutor",
    "ScheduledExecutorService",
    "ScheduledThreadPoolExecutor"
  };
  private static final String FORKED = "Ljava/util/concurrent/ForkJoinTask;";
  private static final String[] FORK = {
    "execute(" + FORKED + ")V",
    "submit(" + FORKED + ")" + FORKED,
    "submit" + TASK + FORKED,
    "submit(Ljava/lang/Runnable;Ljava/lang/Object;)" + FORKED,
    "submit(Ljava/util/concurrent/Callable;)" + FORKED
  };
  private static final String LATER = "JLjava/util/concurrent/TimeUnit;)";
  private static final String[] SCHEDULE = {
    "schedule(Ljava/lang/Runnable;" + LATER + "Ljava/util/concurrent/ScheduledFuture;",
    "schedule(Ljava/util/concurrent/Callable;" + LATER + "Ljava/util/concurrent/ScheduledFuture;"
  };
  private static final String STAGE = "Ljava/util/concurrent/CompletableFuture;";
  private static final String EXECUTOR = "Ljava/util/concurrent/Executor;";

  /** So many places are told. */
  private static final int MOST = 3;

  private final ClassValue<Place> places = new Places();

  /** Adds the calls by which tasks are submitted. */
  public static void add(List<Call> calls) {
    Call.add(calls, Look.FIRST, CONCURRENT + "Executor", EXECUTE);
    for (String name : EXECUTORS) {
      String owner = CONCURRENT + name;
      Call.add(calls, Look.FIRST, owner, EXECUTE, SUBMIT, SUBMIT_WITH_RESULT, SUBMIT_CALLABLE);
      if (name.startsWith("Scheduled")) {
        Call.add(calls, Look.FIRST, owner, SCHEDULE);
      }
    }
    Call.add(calls, Look.FIRST, CONCURRENT + "ForkJoinPool", EXECUTE);
    Call.add(calls, Look.FIRST, CONCURRENT + "ForkJoinPool", FORK);
    for (String owner : new String[] {"CompletionService", "ExecutorCompletionService"}) {
      Call.add(calls, Look.FIRST, CONCURRENT + owner, SUBMIT_WITH_RESULT, SUBMIT_CALLABLE);
    }
    Call.add(
        calls,
        Look.FIRST,
        CONCURRENT + "CompletableFuture",
        "runAsync" + TASK + STAGE,
        "runAsync(Ljava/lang/Runnable;" + EXECUTOR + ")" + STAGE,
        "supplyAsync(Ljava/util/function/Supplier;)" + STAGE,
        "supplyAsync(Ljava/util/function/Supplier;" + EXECUTOR + ")" + STAGE);
  }

  /** Takes what was seen at one of these calls. */
  public void take(Sighting sighting) {
    Object task = sighting.argument(0);
    if (task != null) {
      Place place = places.get(Tasks.bare(task).getClass());
      if (place.text == null) {
        place.text = sighting.site().text();
      }
    }
  }

  /** Where one of this class was submitted; null when nobody has seen that. */
  public @Nullable String of(Class<?> task) {
    return of(List.of(task));
  }

  /** The same of several classes, and up to three places; null when none is known. */
  public @Nullable String of(Iterable<Class<?>> tasks) {
    List<String> known = new ArrayList<>(MOST);
    for (Class<?> task : tasks) {
      String place = places.get(task).text;
      if (place != null && known.size() < MOST && !known.contains(place)) {
        known.add(place);
      }
    }
    if (known.isEmpty()) {
      return null;
    }
    return (known.size() == 1 ? "such a task at " : "such tasks at ") + String.join(" and ", known);
  }

  private static final class Place {
    volatile @Nullable String text;
  }

  private static final class Places extends ClassValue<Place> {
    @Override
    protected Place computeValue(Class<?> type) {
      return new Place();
    }
  }
}
