package dev.startguard.core.check.version;

import dev.startguard.core.check.DeadlineExceeded;
import dev.startguard.core.check.Task;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.WaitingCheck;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.NamedEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A library is of a version that {@code versions.libraries} does not allow, or is not there. */
public final class LibraryVersionCheck implements WaitingCheck {
  /** A class that nobody has: whether that can be known at all is what the host is asked. */
  private static final String NOBODYS = "dev.startguard.NoSuchClass";

  /** So many places are named. */
  private static final int NAMED = 10;

  private final LibraryScan scan;
  private List<NamedEntry> entries = List.of();
  private @Nullable Task<LibraryScan.Found> task;

  /**
   * @param scan shared with the check for duplicates
   */
  public LibraryVersionCheck(LibraryScan scan) {
    this.scan = scan;
  }

  @Override
  public String id() {
    return "library-version";
  }

  @Override
  public void run(Validation validation) {
    entries = Versions.entries(validation, "libraries");
    if (!entries.isEmpty()) {
      task = scan.begin(validation.background(), validation.host());
    }
  }

  @Override
  public void finish(Validation validation) {
    Task<LibraryScan.Found> search = task;
    if (search == null) {
      return;
    }
    LibraryScan.Found found = LibraryScan.await(search);
    Severity usual = validation.severity(id(), Severity.ERROR);
    for (NamedEntry entry : entries) {
      if (found == null) {
        validation.report(
            DeadlineExceeded.finish(
                    validation.finding("deadline-exceeded", usual, entry),
                    validation,
                    "the search for " + entry.name(),
                    search)
                .at(entry.place(), "not found in time")
                .build());
      } else {
        judge(validation, entry, found);
      }
    }
  }

  private void judge(Validation validation, NamedEntry entry, LibraryScan.Found found) {
    List<Library> libraries = matching(entry.name(), found.libraries());
    if (libraries.isEmpty()) {
      absent(validation, entry, found);
      return;
    }
    String range = entry.fields().text("range", "");
    List<Library> wrong = new ArrayList<>(0);
    for (Library library : libraries) {
      if (!known(library) || !MavenOrder.within(range, library.version())) {
        wrong.add(library);
      }
    }
    if (wrong.isEmpty()) {
      validation.passed();
      return;
    }
    Library first = wrong.get(0);
    String gist =
        known(first)
            ? "is " + text(validation, first.version()) + ", not in " + range
            : "does not tell its version";
    FindingBuilder finding =
        validation
            .finding(id(), Severity.ERROR, entry)
            .gist(gist)
            .message("The library " + entry.name() + " " + gist)
            .at(entry.fields().place("range"), "the versions that will do");
    for (int i = 0; i < Math.min(wrong.size(), NAMED); i++) {
      Library library = wrong.get(i);
      finding.note("found", text(validation, describe(library)));
    }
    if (wrong.size() > NAMED) {
      finding.note("found", "and " + (wrong.size() - NAMED) + " more");
    }
    validation.report(
        finding.fix("build with a version in " + range + ", and deploy that build").build());
  }

  private static String describe(Library library) {
    return (known(library) ? library.version() : "no version")
        + " in "
        + library.place()
        + " ("
        + (library.inside() ? "packed into it, " : "")
        + library.evidence()
        + ")";
  }

  private void absent(Validation validation, NamedEntry entry, LibraryScan.Found found) {
    if (!found.unreadable().isEmpty()) {
      validation.notEvaluated(
          entry.name(), text(validation, found.unreadable().get(0)) + ", which cannot be read");
      return;
    }
    try {
      validation.host().hasClass(NOBODYS);
    } catch (IOException unknowable) {
      validation.notEvaluated(entry.name(), String.valueOf(unknowable.getMessage()));
      return;
    }
    validation.report(
        validation
            .finding(id(), Severity.ERROR, entry)
            .gist("is not on the class path")
            .message("The library " + entry.name() + " is not on the class path")
            .at(entry.place(), "expected here")
            .fix("deploy it, or take it out of the manifest")
            .build());
  }

  /** Those of that name; those that were packed into other jars only when there are no others. */
  private static List<Library> matching(String name, List<Library> libraries) {
    int colon = name.indexOf(':');
    String group = colon < 0 ? "" : name.substring(0, colon);
    String artifact = name.substring(colon + 1);
    List<Library> own = new ArrayList<>(1);
    List<Library> inside = new ArrayList<>(0);
    for (Library library : libraries) {
      if (library.artifact().equals(artifact)
          && (group.isEmpty() || library.group().isEmpty() || library.group().equals(group))) {
        (library.inside() ? inside : own).add(library);
      }
    }
    return own.isEmpty() ? inside : own;
  }

  private static boolean known(Library library) {
    return !library.version().isEmpty() && Character.isLetterOrDigit(library.version().charAt(0));
  }

  private static String text(Validation validation, String text) {
    return validation.disclosure().name(text).text();
  }
}
