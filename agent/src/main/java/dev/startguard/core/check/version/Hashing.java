package dev.startguard.core.check.version;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.Work;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens and reads artefacts, on as many threads as run it. */
final class Hashing implements Work<Boolean> {
  private static final long NANOS_A_MILLI = 1_000_000;

  private final Deque<Artefact> unopened;
  private final Deque<Job> jobs = new ArrayDeque<>();
  private int opening;

  /** A file of an artefact; the artefact itself, to be opened, when there is no file. */
  private record Job(Artefact artefact, Artefact.@Nullable Item item) {}

  Hashing(List<Artefact> artefacts) {
    unopened = new ArrayDeque<>(artefacts);
  }

  @Override
  public Boolean run(Budget budget) throws InterruptedException {
    for (Job job = next(budget); job != null; job = next(budget)) {
      Artefact.Item item = job.item;
      if (item == null) {
        open(job.artefact, budget);
      } else {
        job.artefact.read(item, budget);
        if (budget.leftNanos() > 0) { // else what was read is not all of it
          done(job.artefact);
        }
      }
    }
    return true;
  }

  /** Whether everything about the artefact is known. */
  synchronized boolean isDone(Artefact artefact) {
    return artefact.pending == 0;
  }

  private void open(Artefact artefact, Budget budget) {
    try {
      artefact.open(budget);
    } finally {
      opened(artefact, budget);
    }
  }

  private synchronized void opened(Artefact artefact, Budget budget) {
    opening--;
    if (budget.leftNanos() > 0) {
      artefact.pending = artefact.items.size();
      for (Artefact.Item item : artefact.items) {
        jobs.add(new Job(artefact, item));
      }
    }
    notifyAll();
  }

  private synchronized void done(Artefact artefact) {
    artefact.pending--;
  }

  /** Waits while another thread may still find files; null when there is nothing left. */
  private synchronized @Nullable Job next(Budget budget) throws InterruptedException {
    while (budget.leftNanos() > 0) {
      Artefact artefact = unopened.poll();
      if (artefact != null) {
        opening++;
        return new Job(artefact, null);
      }
      Job job = jobs.poll();
      if (job != null || opening == 0) {
        return job;
      }
      wait(Math.max(1, budget.leftNanos() / NANOS_A_MILLI));
    }
    return null;
  }
}
