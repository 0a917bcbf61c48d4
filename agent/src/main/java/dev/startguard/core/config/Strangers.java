package dev.startguard.core.config;

import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.NearestName;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Variables and properties that look like settings and are none: {@code setting-unknown}.
 * Kubernetes' links of a Service called startguard are folded into one warning.
 */
final class Strangers {
  private final List<String> links = new ArrayList<>(0);
  private final List<Finding> findings = new ArrayList<>();

  void variable(String name) {
    if (serviceLink(name)) {
      links.add(name);
      return;
    }
    List<String> known = new ArrayList<>();
    for (String key : Keys.names()) {
      known.add(Keys.variable(key));
    }
    findings.add(unknown(name, NearestName.of(name, known), "unset " + name));
  }

  void property(String name) {
    String near = NearestName.of(name.substring(11), Keys.names());
    findings.add(
        unknown("-D" + name, near == null ? null : "-Dstartguard." + near, "remove -D" + name));
  }

  void report(List<Finding> warnings) {
    findings.sort(new BySubject());
    warnings.addAll(findings);
    if (!links.isEmpty()) {
      links.sort(null);
      int more = links.size() - 1;
      warnings.add(
          warning(links.get(0))
              .gist("looks like a Kubernetes service link")
              .detail(
                  "looks like a link of a Kubernetes Service called startguard"
                      + (more == 0 ? "" : ", as do " + more + " more"))
              .message(
                  "Kubernetes injects variables of a Service called startguard; none is a setting")
              .note("found", UsageFindings.join(links))
              .fix("set enableServiceLinks: false on the pod, or rename the Service")
              .build());
    }
  }

  /**
   * {@code STARTGUARD_SERVICE_HOST}, {@code STARTGUARD_SERVICE_PORT*}, {@code STARTGUARD_PORT},
   * {@code STARTGUARD_PORT_*}.
   */
  private static boolean serviceLink(String name) {
    return name.equals("STARTGUARD_SERVICE_HOST")
        || name.startsWith("STARTGUARD_SERVICE_PORT")
        || name.equals("STARTGUARD_PORT")
        || name.startsWith("STARTGUARD_PORT_");
  }

  private static Finding unknown(String name, @Nullable String near, String remove) {
    FindingBuilder finding =
        warning(name).message(name + " is no setting of Startguard's, and does nothing");
    if (near == null) {
      finding.gist("not a setting");
    } else {
      finding
          .gist("not a setting (" + near + "?)")
          .detail("not a setting, and does nothing: did you mean " + near + "?")
          .fix("rename it to " + near);
    }
    return finding.fix(remove).note("known", UsageFindings.join(Keys.names())).build();
  }

  private static FindingBuilder warning(String name) {
    return Finding.of("setting-unknown", Severity.WARNING, name);
  }

  /** The environment has no order of its own; the report must have one. */
  private static final class BySubject implements java.util.Comparator<Finding> {
    @Override
    public int compare(Finding a, Finding b) {
      return a.subject().compareTo(b.subject());
    }
  }
}
