package dev.startguard.core.check.env;

import dev.startguard.core.check.DeclaredNames;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.NearestName;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Variables with the service's prefix: sorts out what the manifest knows and what Kubernetes adds.
 */
final class UndeclaredVariables {
  /**
   * After so many the report is full, and looking for near names would cost time quadratic in the
   * environment.
   */
  private static final int SUGGESTIONS = 100;

  private final Validation validation;
  private final Fields policy;
  private final Set<String> declared;
  private final List<String> names = new ArrayList<>();

  UndeclaredVariables(Validation validation, Fields policy) {
    this.validation = validation;
    this.policy = policy;
    declared = DeclaredNames.of(validation.manifest());
  }

  void add(String name) {
    if (!declared.contains(name) && !name.startsWith("STARTGUARD_") && !serviceLink(name)) {
      names.add(name);
    }
  }

  /** Reports every name that is left; false when none is. */
  boolean report(String id) {
    names.sort(null); // the environment has no order of its own
    Severity usual = "error".equals(policy.text("severity")) ? Severity.ERROR : Severity.WARNING;
    Severity severity = validation.severity(id, usual);
    List<String> known = new ArrayList<>(declared);
    known.sort(null);
    for (int i = 0; i < names.size(); i++) {
      validation.report(finding(id, severity, names.get(i), i < SUGGESTIONS ? known : List.of()));
    }
    return !names.isEmpty();
  }

  private Finding finding(String id, Severity severity, String name, List<String> known) {
    FindingBuilder finding =
        Finding.of(id, severity, name)
            .at(policy.keyPlace("prefixes"), "variables with these prefixes must be declared")
            .message(name + " is set, and the manifest does not declare it")
            .owner(
                validation.manifest().root().text("owner"),
                validation.manifest().root().text("runbook"));
    String near = NearestName.of(name, known);
    if (near == null) {
      return finding
          .gist("not declared")
          .fix("declare " + name + " in the manifest, or unset it")
          .build();
    }
    return finding
        .gist("not declared (" + near + "?)")
        .detail("not declared; did you mean " + near + "?")
        .fix("rename " + name + " to " + near)
        .fix("declare " + name + " in the manifest, or unset it")
        .build();
  }

  /**
   * Whether Kubernetes sets names of this form for every Service: {@code X_SERVICE_HOST}, {@code
   * X_SERVICE_PORT}, {@code X_SERVICE_PORT_HTTP}, {@code X_PORT}, {@code X_PORT_80_TCP}, {@code
   * X_PORT_80_TCP_ADDR}.
   */
  static boolean serviceLink(String name) {
    if (name.endsWith("_SERVICE_HOST") || name.endsWith("_PORT")) {
      return true;
    }
    int port = name.indexOf("_SERVICE_PORT");
    if (port >= 0) {
      int after = port + "_SERVICE_PORT".length();
      return after == name.length() || name.charAt(after) == '_';
    }
    for (port = name.indexOf("_PORT_"); port >= 0; port = name.indexOf("_PORT_", port + 1)) {
      int digits = port + "_PORT_".length();
      int end = digits;
      while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
        end++;
      }
      if (end > digits && protocol(name, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean protocol(String name, int at) {
    for (String protocol : new String[] {"_TCP", "_UDP", "_SCTP"}) {
      int end = at + protocol.length();
      if (name.startsWith(protocol, at) && (end == name.length() || name.charAt(end) == '_')) {
        return true;
      }
    }
    return false;
  }
}
