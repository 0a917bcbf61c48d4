package dev.startguard.core.check.version;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.NamedEntry;
import java.util.List;

/** The JVM's version or vendor is not one that {@code versions.java} names. */
public final class JavaVersionCheck implements Check {
  @Override
  public String id() {
    return "java-version";
  }

  @Override
  public void run(Validation validation) {
    NamedEntry entry = Versions.entry(validation, "java");
    if (entry == null) {
      return;
    }
    String range = entry.fields().text("range");
    if (range != null) {
      range(validation, entry, range);
    }
    List<String> vendors = entry.fields().texts("vendor");
    if (!vendors.isEmpty()) {
      vendor(validation, entry, vendors);
    }
  }

  private void range(Validation validation, NamedEntry entry, String range) {
    String version = property(validation, "java.version");
    if (MavenOrder.within(range, comparable(version))) {
      validation.passed();
      return;
    }
    validation.report(
        validation
            .finding(id(), Severity.ERROR, entry)
            .gist("is " + version + ", not in " + range)
            .message("The JVM is Java " + version + ", which is not in " + range)
            .at(entry.fields().place("range"), "the versions that this service runs on")
            .note("found", version + " (" + property(validation, "java.vendor") + ")")
            .note("JVM", validation.host().javaHome())
            .fix("start it with a Java in " + range)
            .build());
  }

  private void vendor(Validation validation, NamedEntry entry, List<String> vendors) {
    String vendor = property(validation, "java.vendor");
    for (String one : vendors) {
      if (one.strip().equalsIgnoreCase(vendor.strip())) {
        validation.passed();
        return;
      }
    }
    validation.report(
        validation
            .finding(id(), Severity.ERROR, entry)
            .gist("is by " + vendor)
            .detail("is by " + vendor + ", not by " + String.join(" or ", vendors))
            .message("The JVM is by " + vendor + ", not by " + String.join(" or ", vendors))
            .at(entry.fields().place("vendor"), "as the property java.vendor has it")
            .note("found", vendor + " " + property(validation, "java.version"))
            .note("JVM", validation.host().javaHome())
            .fix("start it with a JVM by " + String.join(" or ", vendors))
            .build());
  }

  private static String property(Validation validation, String name) {
    String value = validation.host().property(name);
    return value == null ? "unknown" : value;
  }

  /**
   * As Maven's order understands it: without the build's number, which says nothing of the version,
   * and with an early-access build before its release (JEP 223).
   */
  private static String comparable(String version) {
    int plus = version.indexOf('+');
    String text = plus < 0 ? version : version.substring(0, plus);
    int hyphen = text.indexOf('-');
    return hyphen < 0 ? text : text.substring(0, hyphen) + "-snapshot";
  }
}
