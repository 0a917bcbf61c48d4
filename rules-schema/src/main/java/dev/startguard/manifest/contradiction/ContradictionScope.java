package dev.startguard.manifest.contradiction;

import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.NearestName;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.Profiles;
import dev.startguard.manifest.merge.ProfileOverlay;
import dev.startguard.manifest.shape.ShapeProblems;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The manifest as one profile sees it, and where its contradictions are put. */
final class ContradictionScope {
  /** The sections whose entries share the names that groups and fallbacks may use. */
  static final String[] VARIABLES = {"env", "properties", "secrets"};

  /** So many findings are shown in full; to compare every name with all others would take long. */
  private static final int MOST_WITH_NEAREST = 50;

  private static final MappingNode NOTHING = Manifest.nothing();

  private final MappingNode root;
  private final @Nullable ProfileOverlay overlay;
  private final List<Finding> findings;
  private boolean chained;

  /**
   * @param overlay what shows an entry as the profile sees it; null for the manifest without a
   *     profile
   */
  ContradictionScope(MappingNode root, @Nullable ProfileOverlay overlay, List<Finding> findings) {
    this.root = root;
    this.overlay = overlay;
    this.findings = findings;
  }

  /**
   * Whether this is the manifest without a profile, which says everything that no profile changes.
   */
  boolean base() {
    return overlay == null;
  }

  /** Says that a condition looks at an entry which is conditional itself. */
  void chain() {
    chained = true;
  }

  /** Whether there may be a circle of conditions. */
  boolean chained() {
    return chained;
  }

  /** A section as it stands in the file; empty when there is none. */
  MappingNode section(String name) {
    return root.get(name) instanceof MappingNode section ? section : NOTHING;
  }

  /** A section whose fields a profile may replace, as the profile sees it. */
  Fields settings(String name) {
    return new Fields(overlay == null ? section(name) : overlay.section(name, section(name)));
  }

  /** An entry as the profile sees it; null when it is not declared. */
  @Nullable MappingNode entry(String section, String name) {
    Node value = section(section).get(name);
    if (value == null) {
      return null;
    }
    return value instanceof MappingNode entry ? seen(section, entry) : NOTHING;
  }

  /** An entry's mapping as the profile sees it. */
  MappingNode seen(String section, MappingNode entry) {
    return overlay == null ? entry : overlay.entry(section, entry);
  }

  /**
   * The entry of that name under {@code env}, {@code properties} or {@code secrets}; null when
   * there is none.
   */
  @Nullable MappingNode variable(String name) {
    for (String section : VARIABLES) {
      MappingNode entry = entry(section, name);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** Starts a finding; {@code gist} is a predicate of the subject. */
  FindingBuilder about(String subject, Node entry, String gist) {
    FindingBuilder finding =
        Finding.of("manifest-contradiction", Severity.ERROR, subject).gist(gist);
    String owner = null;
    String runbook = null;
    if (entry instanceof MappingNode mapping) {
      Fields fields = new Fields(mapping);
      owner = fields.text("owner");
      runbook = fields.text("runbook");
    }
    return finding.owner(
        owner == null ? entry.place().source().owner() : owner,
        runbook == null ? entry.place().source().runbook() : runbook);
  }

  /** Reports, unless the base has said the same of the same place. */
  void report(FindingBuilder builder) {
    if (overlay != null) {
      builder.note("profile", overlay.profile());
    }
    Finding finding = builder.build();
    for (Finding earlier : findings) {
      if (earlier.id().equals(finding.id())
          && earlier.subject().equals(finding.subject())
          && earlier.gist().equals(finding.gist())
          && same(earlier, finding)) {
        return;
      }
    }
    findings.add(finding);
  }

  private static boolean same(Finding one, Finding other) {
    return one.location() instanceof ManifestLocation a
        && other.location() instanceof ManifestLocation b
        && a.source() == b.source()
        && a.line() == b.line()
        && a.column() == b.column();
  }

  /** A name as it may be said; what no name looks like may be a secret, set in the wrong field. */
  private static String said(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '.' && c != '-') {
        return "(hidden)";
      }
    }
    return ShapeProblems.shown(name);
  }

  /** Reports a name that none of the sections declares. */
  void undeclared(String subject, Node entry, ScalarNode name, String... sections) {
    String said = said(name.text());
    String near = null;
    if (findings.size() < MOST_WITH_NEAREST) {
      List<String> declared = new ArrayList<>();
      for (String section : sections) {
        for (MappingNode.Pair pair : section(section).pairs()) {
          declared.add(pair.name());
        }
      }
      near = NearestName.of(name.text(), declared);
    }
    report(
        about(subject, entry, "names " + said + ", which is not declared")
            .at(
                name.place(),
                near == null ? "not declared" : "not declared; did you mean " + near + "?")
            .fix(
                near == null
                    ? "declare " + said + " under " + String.join(" or ", sections)
                    : "write " + near + ", or declare " + said));
  }

  /** Checks that the keys of a map by profile are known profiles. */
  void knownKeys(String subject, Node entry, @Nullable Node byProfile) {
    if (base() && byProfile instanceof MappingNode names) {
      for (MappingNode.Pair pair : names.pairs()) {
        known(subject, entry, pair.key());
      }
    }
  }

  /** Checks that a scalar names a known profile. */
  void known(String subject, Node entry, ScalarNode name) {
    List<String> known = new Profiles(new Fields(section("profiles"))).known();
    if (known.contains(name.text())) {
      return;
    }
    String said = said(name.text());
    String near = findings.size() < MOST_WITH_NEAREST ? NearestName.of(name.text(), known) : null;
    FindingBuilder finding =
        about(subject, entry, "names the profile " + said + ", which is not known")
            .at(
                name.place(),
                near == null
                    ? "not a known profile"
                    : "not a known profile; did you mean " + near + "?");
    Node list = section("profiles").get("known");
    if (list != null) {
      finding.related(list.place(), "the known profiles");
    }
    report(
        finding.fix(
            near == null
                ? "add " + said + " to profiles.known"
                : "write " + near + ", or add " + said + " to profiles.known"));
  }
}
