package dev.startguard.core.rule;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.SequenceNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the manifest's {@code runtime} and the setting {@code rules} make of the rules. */
public final class RuntimeSettings {
  /** Of what is marked, so much is remembered: classes can be generated without end. */
  private static final int MOST_IGNORED = 10_000;

  private final Manifest manifest;
  private final Fields runtime;
  private final Level level;
  private final List<String> packages;
  private final OwnCode artefact;
  private final List<Suppression> suppressions = new ArrayList<>(0);

  /** What is marked to be ignored: classes, methods with their descriptors and without. */
  private final Map<String, Boolean> ignored = new ConcurrentHashMap<>();

  /**
   * @param rules the setting that overrides {@code runtime.rules}; null when nobody gave it
   * @param artefact what the application's own code is, for a manifest that names no packages
   */
  public RuntimeSettings(Manifest manifest, @Nullable String rules, OwnCode artefact) {
    this.manifest = manifest;
    runtime = manifest.section("runtime");
    level = Level.of(rules == null ? runtime.text("rules") : rules);
    packages = List.copyOf(runtime.texts("packages"));
    this.artefact = artefact;
    if (runtime.node().get("suppress") instanceof SequenceNode list) {
      for (Node item : list.items()) {
        suppressions.add(new Suppression(new Fields((MappingNode) item)));
      }
    }
  }

  public Level level() {
    return level;
  }

  /** {@code runtime.zone} as it stands, when this JVM knows no such zone; null otherwise. */
  public @Nullable String unknownZone() {
    return businessZone() == null ? runtime.text("zone") : null;
  }

  /** The business's zone; null when it is not given, or no zone of this JVM. */
  public @Nullable ZoneId businessZone() {
    String id = runtime.text("zone");
    try {
      return id == null ? null : ZoneId.of(id);
    } catch (DateTimeException unknown) {
      return null;
    }
  }

  /** What the rule's findings weigh; null when it reports nothing, and need not be woven. */
  public @Nullable Severity severity(Rule rule) {
    return severity(rule.id(), rule.severity(), rule.evidence());
  }

  /** The same of an id without a rule. */
  public @Nullable Severity severity(String id, Severity usual, Evidence evidence) {
    Fields set = runtime.fields("set");
    String text = set == null ? null : set.text(id);
    Severity severity =
        switch (text == null ? "" : text) {
          case "off" -> null;
          case "info" -> Severity.INFO;
          case "warning" -> Severity.WARNING;
          case "error" -> Severity.ERROR;
          default -> usual;
        };
    return severity != null && level.reports(severity, evidence) ? severity : null;
  }

  /** What {@code checks.set} makes of a finding of the machinery. */
  Severity severity(String id, Severity usual) {
    Severity set = manifest.severity(id);
    return set == null ? usual : set;
  }

  /**
   * Whether the rule, when it is on, reports what it finds there: what is only risky in the
   * application's own code alone, and nothing that is ignored or suppressed.
   */
  public boolean reports(Rule rule, Site site, Instant now) {
    if ((rule.evidence() == Evidence.RISKY && !own(site)) || ignores(site)) {
      return false;
    }
    return !suppressed(rule.id(), site.className(), now);
  }

  /**
   * Has nothing reported of a method from now on.
   *
   * @param className binary
   * @param method its name; "" for all of the class
   */
  public void ignore(String className, String method, String descriptor) {
    if (ignored.size() < MOST_IGNORED) {
      ignored.put(place(className, method, descriptor), Boolean.TRUE);
      ignored.put(place(className, method, ""), Boolean.TRUE);
    }
  }

  private boolean ignores(Site site) {
    if (ignored.isEmpty()) {
      return false;
    }
    String className = Identity.unhidden(site.className());
    return ignored.containsKey(place(className, "", ""))
        || ignored.containsKey(place(className, site.method(), site.descriptor()));
  }

  private static String place(String className, String method, String descriptor) {
    return className + "." + method + descriptor;
  }

  /** Whether what is found in the class is suppressed; "" for what is in none. */
  public boolean suppressed(String id, String className, Instant now) {
    boolean suppressed = false;
    for (Suppression suppression : suppressions) {
      if (suppression.suppresses(id, className, now)) {
        suppressed = true; // and go on: each that holds is of use
      }
    }
    return suppressed;
  }

  /** The same sites, those in the application's own classes first. */
  public List<Site> ownFirst(List<Site> sites) {
    List<Site> sorted = new ArrayList<>(sites.size());
    int own = 0;
    for (Site site : sites) {
      if (own(site)) {
        sorted.add(own++, site);
      } else {
        sorted.add(site);
      }
    }
    return sorted;
  }

  /** Whether anything is suppressed at all. */
  public boolean suppresses() {
    return !suppressions.isEmpty();
  }

  /** Whether the manifest wants the wall clock to be watched. */
  public boolean rechecksClock() {
    return manifest.section("clock").fields("recheck") != null;
  }

  /** Whether the class at the site is the application's own. */
  boolean own(Site site) {
    return own(site.className(), site.codeSource());
  }

  /**
   * Whether a class is the application's own.
   *
   * @param className its binary name
   * @param codeSource the path of the URL that it was loaded from; null when it has none
   */
  public boolean own(String className, @Nullable String codeSource) {
    if (packages.isEmpty()) {
      return artefact.own(className, codeSource);
    }
    for (String name : packages) {
      if (OwnCode.inPackage(className, name)) {
        return true;
      }
    }
    return false;
  }

  /** The suppressions that are past their last day; to be said at the start. */
  public List<Finding> expired(Instant now) {
    List<Finding> found = new ArrayList<>(0);
    Severity severity = severity("suppression-expired", Severity.WARNING);
    if (level.reports(severity, Evidence.PROVEN)) {
      for (Suppression suppression : suppressions) {
        if (suppression.expired(now)) {
          found.add(SuppressionExpired.finding(suppression, now, severity));
        }
      }
    }
    return found;
  }

  /**
   * The suppressions that nothing needed; to be said at the end.
   *
   * @param on the ids of what could be found in this run
   */
  public List<Finding> unused(List<String> on, Instant now) {
    List<Finding> found = new ArrayList<>(0);
    Severity severity = severity("suppression-unused", Severity.WARNING);
    if (level.reports(severity, Evidence.PROVEN)) {
      for (Suppression suppression : suppressions) {
        if (!suppression.used() && !suppression.expired(now) && on.contains(suppression.rule())) {
          found.add(SuppressionUnused.finding(suppression, severity));
        }
      }
    }
    return found;
  }
}
