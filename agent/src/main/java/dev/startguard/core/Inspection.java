package dev.startguard.core;

import dev.startguard.core.catalog.CheckCatalog;
import dev.startguard.core.check.CheckRunner;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.ProfileSelection;
import dev.startguard.core.check.Validation;
import dev.startguard.core.config.FileIncludes;
import dev.startguard.core.config.ManifestLocator;
import dev.startguard.core.config.ManifestLocator.Search;
import dev.startguard.core.config.NoManifest;
import dev.startguard.core.config.ProcessMain;
import dev.startguard.core.config.Setting;
import dev.startguard.core.config.Settings;
import dev.startguard.finding.Finding;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.ManifestDocument;
import dev.startguard.manifest.ManifestReader;
import dev.startguard.manifest.ManifestSource;
import dev.startguard.manifest.ReadResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the search for the manifest to the last check, and everything that was found on the way. */
final class Inspection {
  private static final String NEEDS = " needs ";
  private final HostFacts host;
  private final Settings settings;
  private final long begin;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable Search search;
  private @Nullable ManifestSource source;
  private @Nullable Manifest manifest;
  private @Nullable ProfileSelection selection;
  private @Nullable Validation validation;
  private @Nullable String service;

  /**
   * @param begin {@link System#nanoTime()} when the agent was entered
   */
  Inspection(Settings settings, HostFacts host, long begin) {
    this.begin = begin;
    this.settings = settings;
    this.host = host;
    findings.addAll(settings.errors());
    findings.addAll(settings.warnings());
  }

  /** Finds and reads the manifest. */
  void read() {
    Search found = ManifestLocator.search(settings, host);
    search = found;
    if (found instanceof Search.Found there) {
      source = there.source();
      ReadResult result = new ManifestReader(new FileIncludes(host)).read(there.source());
      if (result instanceof ReadResult.Valid valid) {
        findings.addAll(valid.warnings());
        open(valid.document());
      } else if (result instanceof ReadResult.Invalid invalid) {
        service = invalid.service().isEmpty() ? null : invalid.service();
        findings.addAll(invalid.findings());
      }
    }
  }

  private void open(ManifestDocument document) {
    Manifest effective = document.withoutProfile();
    Setting named = settings.setting("profile");
    if (named != null || effective.has("profiles")) {
      ProfileSelection how =
          ProfileSelection.of(
              document,
              host,
              named == null ? null : named.value(),
              named == null || named.origin().equals(Setting.ARGUMENTS)
                  ? "profile"
                  : named.origin());
      selection = how;
      effective = how.manifest();
    }
    manifest = effective;
    service = effective.service();
  }

  /** Runs the checks; without a manifest, says that it is missing. */
  void validate() {
    Manifest effective = manifest;
    if (settings.doubtful()) {
      return;
    }
    if (effective != null) {
      Validation all = new Validation(effective, host, begin);
      if (selection != null) {
        all.selected(selection);
      }
      validation = all;
      CheckRunner.run(CheckCatalog.of(effective), all);
      findings.addAll(all.findings());
    } else if (search != null && !(search instanceof Search.Found)) {
      findings.add(NoManifest.finding(search, host));
    }
  }

  /** Overwrites the secrets that were read. */
  void erase() {
    if (validation != null) {
      validation.secrets().erase();
    }
  }

  /** Whether this JVM is one that the manifest is for, or there is none that says otherwise. */
  boolean concerned() {
    return manifest == null
        || manifest.processMain().isEmpty()
        || ProcessMain.stranger(manifest.processMain(), host) == null;
  }

  /** Why this JVM is left alone; null when it is not. */
  @Nullable String skip() {
    if (manifest != null && source != null) {
      List<String> expected = manifest.processMain();
      String stranger = expected.isEmpty() ? null : ProcessMain.stranger(expected, host);
      return stranger == null
          ? null
          : "left alone: " + stranger + " is not in process.main of " + source.name();
    }
    boolean start =
        settings.value("missing", "refuse").equals("start") && settings.errors().isEmpty();
    return search instanceof Search.Nowhere && start
        ? "no manifest, so nothing is validated (missing=start)"
        : null;
  }

  /** Forgets what was found: after a crash of ours it is only half the truth. */
  void crashed(Finding fault) {
    erase();
    validation = null;
    findings.clear();
    findings.add(fault);
  }

  List<Finding> findings() {
    return findings;
  }

  @Nullable Manifest manifest() {
    return manifest;
  }

  @Nullable ManifestSource source() {
    return source;
  }

  @Nullable String service() {
    return service;
  }

  /** How many checks were made; what was found outside of a check counts as one each. */
  int checks() {
    int outside = findings.size();
    return validation == null
        ? outside
        : outside - validation.findings().size() + validation.checks();
  }

  List<String> unevaluated() {
    if (validation == null || validation.unevaluated().isEmpty()) {
      return List.of();
    }
    List<String> sorted = new ArrayList<>();
    for (String pair : validation.unevaluated()) {
      int needs = pair.indexOf(NEEDS);
      if (!pair.substring(0, needs).equals(pair.substring(needs + NEEDS.length()))) {
        sorted.add(pair); // that more could be said of what is already reported helps nobody
      }
    }
    sorted.sort(null);
    return sorted;
  }

  int notEvaluated() {
    return validation == null ? 0 : validation.notEvaluatedCount();
  }
}
