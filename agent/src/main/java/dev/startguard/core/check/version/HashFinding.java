package dev.startguard.core.check.version;

import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.NamedEntry;
import dev.startguard.manifest.Secret;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with one entry of {@code versions.files}. */
final class HashFinding {
  /** So many of each kind are named, the rest is counted. */
  private static final int NAMED = 10;

  private final Validation validation;
  private final Artefact artefact;
  private final NamedEntry entry;

  HashFinding(Validation validation, Artefact artefact) {
    this.validation = validation;
    this.artefact = artefact;
    entry = artefact.entry;
  }

  /** Reports one finding, or that nothing was found. */
  void report(String id, Severity usual) {
    String problem = artefact.problem;
    if (problem != null) {
      validation.report(
          start(id, usual)
              .gist(shown(problem))
              .at(entry.fields().place(artefact.field), "expected here")
              .fix(fixOf(problem))
              .build());
      return;
    }
    List<Artefact.Item> wrong = new ArrayList<>(0);
    for (Artefact.Item item : artefact.items) {
      if (!item.same()) {
        wrong.add(item);
      }
    }
    if (wrong.isEmpty() && artefact.missing.isEmpty() && artefact.extra.isEmpty()) {
      validation.passed();
    } else if (entry.fields().has("path")) {
      one(start(id, usual), wrong.get(0));
    } else {
      several(start(id, usual), wrong);
    }
  }

  private FindingBuilder start(String id, Severity usual) {
    return validation.finding(id, usual, entry);
  }

  private String fixOf(String problem) {
    Fields variable = entry.fields().fields("sha256");
    if (variable != null) {
      return "set " + variable.text("env", "") + " to the digest that the build wrote";
    }
    return problem.contains(" list ")
        ? "write the list anew: sha256sum FILE..., where the files are known to be right"
        : "mend the path in the manifest, or deploy what it names";
  }

  private void one(FindingBuilder finding, Artefact.Item item) {
    String path = shown(item.name);
    Sha256 found = item.found;
    if (found == null) {
      validation.report(
          finding
              .gist(item.problem == null ? "cannot be read" : item.problem)
              .message("The file " + path + " " + item.problem)
              .at(entry.fields().place("path"), "this file")
              .fix("deploy the file, or mend its path in the manifest")
              .build());
      return;
    }
    String field = entry.fields().has("sha256") ? "sha256" : "sha256File";
    finding
        .gist("has another SHA-256")
        .message("The file " + path + " has another SHA-256 than " + item.origin + " says")
        .at(entry.fields().place(field), "expected here");
    if (secret(item.file)) {
      finding.note("found", "(hidden: the file is a declared secret's)");
    } else {
      finding
          .detail(path + " has another SHA-256: " + start(found.hex()))
          .note("expected", expected(item) + " (" + shown(item.origin) + ")")
          .note("found", found.hex())
          .note("size", found.size() + " bytes");
      for (String sentence : bounded(item.inside)) {
        finding.note("inside", shown(sentence));
      }
    }
    validation.report(
        finding
            .fix("deploy the file that was built and tested")
            .fix("if this one is meant, write its digest: sha256sum " + path)
            .build());
  }

  /** A variable that holds a secret by mistake is not shown, however it was read. */
  private String expected(Artefact.Item item) {
    Fields variable = entry.fields().fields("sha256");
    if (variable != null) {
      String name = variable.text("env", "");
      String value = validation.host().env().get(name);
      String text = value == null ? "" : validation.show(name, value.strip()).text();
      if (!text.startsWith("\"")) {
        return text;
      }
    }
    return shown(item.expected);
  }

  private static String start(String hex) {
    return hex.substring(0, 12) + "...";
  }

  private void several(FindingBuilder finding, List<Artefact.Item> wrong) {
    List<String> changed = new ArrayList<>();
    List<String> unreadable = new ArrayList<>(0);
    List<String> inside = new ArrayList<>(0);
    for (Artefact.Item item : wrong) {
      Sha256 found = item.found;
      if (found == null) {
        unreadable.add(item.name + " " + item.problem);
      } else if (secret(item.file)) {
        changed.add(item.name + " (digest hidden: the file is a declared secret's)");
      } else {
        changed.add(
            item.name
                + ": expected "
                + item.expected
                + ", found "
                + found.hex()
                + ", "
                + found.size()
                + " bytes");
        for (String sentence : item.inside) {
          inside.add(item.name + ": " + sentence);
        }
      }
    }
    StringBuilder gist = new StringBuilder("differs from its list:");
    count(gist, changed.size(), "changed");
    count(gist, unreadable.size(), "unreadable");
    count(gist, artefact.missing.size(), "missing");
    count(gist, artefact.extra.size(), "extra");
    finding.gist(gist.toString()).at(entry.fields().place("sha256File"), "expected here");
    notes(finding, "changed", changed);
    notes(finding, "inside", inside);
    notes(finding, "unreadable", unreadable);
    notes(finding, "missing", artefact.missing);
    notes(finding, "extra", artefact.extra);
    validation.report(
        finding
            .fix("deploy the files that were built and tested, and nothing else")
            .fix("if these are meant, write the list anew with sha256sum")
            .build());
  }

  private static void count(StringBuilder out, int count, String what) {
    if (count > 0) {
      out.append(out.charAt(out.length() - 1) == ':' ? " " : ", ");
      out.append(count).append(' ').append(what);
    }
  }

  private void notes(FindingBuilder finding, String name, List<String> texts) {
    for (String text : bounded(texts)) {
      finding.note(name, shown(text));
    }
  }

  private static List<String> bounded(List<String> texts) {
    if (texts.size() <= NAMED) {
      return texts;
    }
    List<String> first = new ArrayList<>(texts.subList(0, NAMED));
    first.add("and " + (texts.size() - NAMED) + " more");
    return first;
  }

  /** A file's name may hold a secret by mistake. */
  private String shown(String text) {
    return validation.disclosure().name(text).text();
  }

  /** Whether the file is one that a declared secret is read from: its digest gives it away. */
  private boolean secret(File file) {
    for (Secret secret : validation.manifest().secrets()) {
      if (is(file, validation.secrets().of(secret).path())
          || is(file, validation.host().env().get(secret.fileVariable()))) {
        return true;
      }
    }
    return false;
  }

  private boolean is(File file, @Nullable String path) {
    return path != null && same(validation.host().file(path), file);
  }

  private static boolean same(File one, File other) {
    try {
      return one.getCanonicalFile().equals(other.getCanonicalFile());
    } catch (IOException unknown) {
      return one.equals(other);
    }
  }
}
