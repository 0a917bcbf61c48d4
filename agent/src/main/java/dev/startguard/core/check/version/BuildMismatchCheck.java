package dev.startguard.core.check.version;

import dev.startguard.core.check.DeadlineExceeded;
import dev.startguard.core.check.Task;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.WaitingCheck;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.NamedEntry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The build that runs is not the one that {@code versions.build} asks for. */
public final class BuildMismatchCheck implements WaitingCheck {
  /** An abbreviated commit counts from this many digits on, as git abbreviates it. */
  private static final int ABBREVIATED = 7;

  private static final String DIRTY = "git.dirty";

  private @Nullable NamedEntry entry;
  private @Nullable Task<BuildFacts> task;

  @Override
  public String id() {
    return "build-mismatch";
  }

  @Override
  public void run(Validation validation) {
    NamedEntry build = Versions.entry(validation, "build");
    if (build != null) {
      entry = build;
      String path = build.fields().text("properties", "");
      task = validation.background().begin("build", new BuildSearch(path, validation.host()));
    }
  }

  @Override
  public void finish(Validation validation) {
    NamedEntry build = entry;
    Task<BuildFacts> search = task;
    if (build == null || search == null) {
      return;
    }
    try {
      if (search.await()) {
        judge(validation, build, search.answer());
      } else {
        late(validation, build, search);
      }
    } catch (InterruptedIOException half) {
      late(validation, build, search);
    } catch (IOException unreadable) {
      String path = validation.disclosure().name(build.fields().text("properties", "")).text();
      validation.report(
          finding(validation, build)
              .gist("cannot be told: " + path + " " + unreadable.getMessage())
              .at(
                  build.fields().place("properties"),
                  "looked for on the class path, then as a file")
              .fix("let the build write it, or mend the name in the manifest")
              .build());
    } catch (RuntimeException crash) {
      throw crash;
    } catch (Exception crash) {
      throw new IllegalStateException(crash);
    }
  }

  private void late(Validation validation, NamedEntry build, Task<BuildFacts> search) {
    Severity usual = validation.severity(id(), Severity.ERROR);
    String path = build.fields().text("properties", "");
    validation.report(
        DeadlineExceeded.finish(
                validation.finding("deadline-exceeded", usual, build), validation, path, search)
            .at(build.fields().place("properties"), "not found in time")
            .build());
  }

  private void judge(Validation validation, NamedEntry build, BuildFacts facts) {
    String key = build.fields().text("key");
    if (key != null) {
      compare(validation, build, facts, key);
    }
    if (build.fields().text("dirty", "allow").equals("forbid")) {
      dirty(validation, build, facts);
    }
  }

  private void compare(Validation validation, NamedEntry build, BuildFacts facts, String key) {
    Fields variable = build.fields().fields("equals");
    String name = variable == null ? null : variable.text("env", "");
    String expected =
        name == null ? build.fields().text("equals") : validation.host().env().get(name);
    String found = facts.values().getProperty(key);
    if (expected == null || expected.isBlank()) {
      validation.report(
          finding(validation, build)
              .gist(
                  "cannot be compared: " + name + (expected == null ? " is not set" : " is empty"))
              .at(build.fields().place("equals"), "expected here")
              .note("place", place(validation, facts))
              .fix("set " + name + " to the build that was deployed")
              .build());
    } else if (found == null) {
      validation.report(
          finding(validation, build)
              .gist("has no " + key)
              .message("The build's " + key + " is not in " + place(validation, facts))
              .at(build.fields().place("key"), "not in that file")
              .fix("let the build write it, or mend the key in the manifest")
              .build());
    } else if (same(expected.strip(), found.strip())) {
      validation.passed();
    } else {
      validation.report(
          finding(validation, build)
              .gist("is another")
              .message("The build's " + key + " is not the expected one")
              .found(validation.show(key, found.strip()))
              .at(build.fields().place("equals"), "expected here")
              .note(
                  "expected",
                  validation.show(name == null ? key : name, expected.strip()).text()
                      + (name == null ? "" : " (the variable " + name + ")"))
              .note("place", place(validation, facts))
              .fix("deploy the expected build")
              .fix(name == null ? "mend the manifest" : "set " + name + " to this build")
              .build());
    }
  }

  private void dirty(Validation validation, NamedEntry build, BuildFacts facts) {
    String dirty = facts.values().getProperty(DIRTY);
    if (dirty != null && dirty.strip().equals("false")) {
      validation.passed();
      return;
    }
    FindingBuilder finding =
        finding(validation, build)
            .at(build.fields().place("dirty"), "only what is committed")
            .note("place", place(validation, facts));
    if (dirty == null) {
      validation.report(
          finding
              .gist("does not say whether it is dirty")
              .message("The build's " + DIRTY + " is not in " + place(validation, facts))
              .fix("let git-commit-id-maven-plugin write " + DIRTY)
              .build());
    } else {
      validation.report(
          finding
              .gist("is dirty")
              .message("The build was made from files that were not committed")
              .note("found", DIRTY + "=" + validation.show(DIRTY, dirty.strip()).text())
              .fix("commit, build anew, and deploy that")
              .build());
    }
  }

  private FindingBuilder finding(Validation validation, NamedEntry build) {
    return validation.finding(id(), Severity.ERROR, build);
  }

  private static String place(Validation validation, BuildFacts facts) {
    return validation.disclosure().name(facts.place()).text();
  }

  /** Equal; or, of two hex numbers, one the beginning of the other. */
  private static boolean same(String expected, String found) {
    if (expected.equals(found)) {
      return true;
    }
    int length = Math.min(expected.length(), found.length());
    return length >= ABBREVIATED
        && Sha256.hexDigits(expected, expected.length())
        && Sha256.hexDigits(found, found.length())
        && expected
            .substring(0, length)
            .toLowerCase(Locale.ROOT)
            .equals(found.substring(0, length).toLowerCase(Locale.ROOT));
  }
}
