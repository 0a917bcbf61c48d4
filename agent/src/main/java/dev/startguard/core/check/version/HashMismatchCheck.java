package dev.startguard.core.check.version;

import dev.startguard.core.check.DeadlineExceeded;
import dev.startguard.core.check.Task;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.WaitingCheck;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.NamedEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file, a directory or the class path is not what {@code versions.files} says. Everything is read
 * in the background, several files at a time.
 */
public final class HashMismatchCheck implements WaitingCheck {
  /** More threads than this would wait for the same disk. */
  private static final int THREADS = 16;

  private final List<Artefact> artefacts = new ArrayList<>();
  private final List<Task<Boolean>> tasks = new ArrayList<>();
  private @Nullable Hashing hashing;

  @Override
  public String id() {
    return "hash-mismatch";
  }

  @Override
  public void run(Validation validation) {
    int threads = 0;
    for (NamedEntry entry : Versions.entries(validation, "files")) {
      artefacts.add(new Artefact(entry, validation.host()));
      threads += entry.fields().has("path") ? 1 : Runtime.getRuntime().availableProcessors();
    }
    Hashing work = new Hashing(artefacts);
    hashing = work;
    for (int i = 0; i < Math.min(threads, THREADS); i++) {
      tasks.add(validation.background().begin("hash-" + (i + 1), work));
    }
  }

  @Override
  public void finish(Validation validation) {
    Hashing work = hashing;
    if (work == null || tasks.isEmpty()) {
      return;
    }
    for (Task<Boolean> task : tasks) {
      task.await();
    }
    Severity usual = validation.severity(id(), Severity.ERROR);
    for (Artefact artefact : artefacts) {
      if (work.isDone(artefact)) {
        new HashFinding(validation, artefact).report(id(), usual);
      } else if (!crashed()) {
        validation.report(
            DeadlineExceeded.finish(
                    validation.finding("deadline-exceeded", usual, artefact.entry),
                    validation,
                    "the digest of " + artefact.entry.name(),
                    tasks.get(0))
                .at(artefact.entry.place(), "not read to its end")
                .build());
      }
    }
    rethrow();
  }

  private boolean crashed() {
    for (Task<Boolean> task : tasks) {
      if (failure(task) != null) {
        return true;
      }
    }
    return false;
  }

  /** A crash of ours is said once everything else is. */
  private void rethrow() {
    for (Task<Boolean> task : tasks) {
      RuntimeException failure = failure(task);
      if (failure != null) {
        throw failure;
      }
    }
  }

  private static @Nullable RuntimeException failure(Task<Boolean> task) {
    if (!task.await(System.nanoTime())) {
      return null;
    }
    try {
      task.answer();
      return null;
    } catch (InterruptedException ended) {
      return null;
    } catch (RuntimeException crash) {
      return crash;
    } catch (Exception crash) {
      return new IllegalStateException(crash);
    }
  }
}
