package dev.startguard.core.check.version;

import dev.startguard.core.check.Task;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.WaitingCheck;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.NamedEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A library, or a class, is on the class path twice: which one is loaded depends on its order. */
public final class LibraryDuplicateCheck implements WaitingCheck {
  /** So many pairs of jars are reported, and so many places of one library. */
  private static final int NAMED = 20;

  private final LibraryScan scan;
  private @Nullable Task<LibraryScan.Found> task;

  /**
   * @param scan shared with the check for versions
   */
  public LibraryDuplicateCheck(LibraryScan scan) {
    this.scan = scan;
  }

  @Override
  public String id() {
    return "library-duplicate";
  }

  @Override
  public void run(Validation validation) {
    Fields libraries = validation.manifest().section("versions").fields("libraries");
    if (libraries != null && !libraries.node().pairs().isEmpty()) {
      task = scan.begin(validation.background(), validation.host());
    }
  }

  @Override
  public void finish(Validation validation) {
    Task<LibraryScan.Found> search = task;
    LibraryScan.Found found = search == null ? null : LibraryScan.await(search);
    if (found == null) {
      return; // the check for versions says so
    }
    int before = validation.findings().size();
    Set<String> said = new HashSet<>();
    for (Map.Entry<String, List<Library>> one : byName(found.libraries()).entrySet()) {
      if (one.getValue().size() > 1) {
        library(validation, one.getKey(), one.getValue());
        for (Library library : one.getValue()) {
          said.add(one.getKey() + " " + library.place());
        }
      }
    }
    classes(validation, found, said);
    if (validation.findings().size() == before) {
      validation.passed();
    }
  }

  /** What was packed into another's jar is left out: its classes may have been moved. */
  private static Map<String, List<Library>> byName(List<Library> libraries) {
    Map<String, List<Library>> byName = new LinkedHashMap<>();
    for (Library library : libraries) {
      if (!library.inside() && !library.group().isEmpty()) {
        String name = library.group() + ":" + library.artifact();
        List<Library> same = byName.get(name);
        if (same == null) {
          same = new ArrayList<>(1);
          byName.put(name, same);
        }
        same.add(library);
      }
    }
    return byName;
  }

  private void library(Validation validation, String name, List<Library> libraries) {
    String times = libraries.size() == 2 ? "twice" : libraries.size() + " times";
    FindingBuilder finding =
        finding(validation, name)
            .gist("is on the class path " + times)
            .detail(
                "is on the class path "
                    + times
                    + ": "
                    + libraries.get(0).version()
                    + " and "
                    + libraries.get(1).version())
            .message("The library " + name + " is on the class path " + times);
    for (int i = 0; i < Math.min(libraries.size(), NAMED); i++) {
      Library library = libraries.get(i);
      finding.note("found", text(validation, library.version() + " in " + library.place()));
    }
    validation.report(
        finding
            .note("why", "the first one wins, and the order may differ from host to host")
            .fix("deploy one of them, and take the other out of the build")
            .build());
  }

  private void classes(Validation validation, LibraryScan.Found found, Set<String> said) {
    int count = 0;
    int more = 0;
    ClassIndex.Pair last = null;
    for (ClassIndex.Pair pair : found.classes().pairs()) {
      if (oneLibrary(pair, said)) {
        continue;
      }
      if (count < NAMED - 1) {
        pair(validation, pair, 0);
        count++;
      } else {
        more += last == null ? 0 : 1;
        last = last == null ? pair : last;
      }
    }
    if (last != null) {
      pair(validation, last, more);
    }
  }

  private static boolean oneLibrary(ClassIndex.Pair pair, Set<String> said) {
    for (String one : said) {
      int blank = one.indexOf(' ');
      if (one.startsWith(pair.first, blank + 1)
          && one.length() == blank + 1 + pair.first.length()
          && said.contains(one.substring(0, blank + 1) + pair.second)) {
        return true;
      }
    }
    return false;
  }

  private void pair(Validation validation, ClassIndex.Pair pair, int more) {
    String second = text(validation, file(pair.second));
    String first = text(validation, file(pair.first));
    String classes = pair.count == 1 ? "a class" : pair.count + " classes";
    FindingBuilder finding =
        finding(validation, second)
            .gist("shares " + classes + " with " + first)
            .detail(
                "shares "
                    + classes
                    + " with "
                    + first
                    + (pair.count == 1 ? ": " : ", such as ")
                    + text(validation, pair.example))
            .message(second + " has " + classes + " that " + first + " has too")
            .note("class", text(validation, pair.example))
            .note("found", text(validation, pair.first))
            .note("found", text(validation, pair.second));
    if (more > 0) {
      finding.note("more", more + " further pairs of jars share classes");
    }
    validation.report(
        finding
            .note("why", "the first one wins, and the order may differ from host to host")
            .fix("deploy one of them, and exclude the other in the build")
            .build());
  }

  private static String file(String place) {
    return place.substring(place.lastIndexOf('/') + 1);
  }

  private FindingBuilder finding(Validation validation, String name) {
    Fields section = validation.manifest().section("versions");
    Fields libraries = section.fields("libraries");
    Fields declared = libraries == null ? null : libraries.fields(name);
    NamedEntry entry =
        declared == null || libraries == null
            ? new NamedEntry(name, section.keyPlace("libraries"), section)
            : new NamedEntry(name, libraries.keyPlace(name), declared);
    return validation
        .finding(id(), Severity.WARNING, entry)
        .at(entry.place(), declared == null ? "libraries are checked" : "declared here");
  }

  private static String text(Validation validation, String text) {
    return validation.disclosure().name(text).text();
  }
}
