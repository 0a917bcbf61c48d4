package dev.startguard.core.check.env;

import dev.startguard.core.check.Validation;
import dev.startguard.core.check.Value;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Redacted;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Entry;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.Variable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Words for an old name that is still set. Loaded when one is. */
final class DeprecatedFinding {
  private static final long DAY_MILLIS = 86_400_000;

  private DeprecatedFinding() {}

  static void report(Validation validation, String id, Entry old) {
    Fields deprecated = old.fields().fields("deprecated");
    if (deprecated == null) {
      return;
    }
    String name = sayName(old, old.name());
    String replacement = deprecated.text("replacedBy");
    Entry replacing = replacement == null ? null : entry(validation, old, replacement);
    String instead =
        replacement == null ? null : sayName(replacing == null ? old : replacing, replacement);
    boolean differs = replacing != null && differs(validation, old, replacing);
    FindingBuilder finding =
        validation
            .finding(id, differs ? Severity.ERROR : Severity.WARNING, old)
            .at(
                old.fields().keyPlace("deprecated"),
                instead == null ? "deprecated" : "replaced by " + instead);
    String since = since(deprecated);
    String removal = removal(validation, deprecated);
    if (differs) {
      finding
          .gist("differs from " + instead + ", which replaces it")
          .detail(
              "deprecated"
                  + since
                  + ", and differs from "
                  + instead
                  + ", which replaces it"
                  + removal)
          .message(name + " and " + instead + ", which replaces it, are both set, and differ");
      found(validation, finding, old, replacing, name, instead);
    } else {
      finding
          .gist("deprecated" + (instead == null ? "" : ", use " + instead))
          .detail(
              "deprecated" + since + (instead == null ? "" : ", replaced by " + instead) + removal)
          .message(
              name
                  + " is deprecated"
                  + since
                  + (instead == null ? "" : "; " + instead + " replaces it"));
    }
    if (instead == null) {
      finding.fix("unset " + name);
    } else if (differs || (replacing != null && set(validation, replacing))) {
      finding.fix(
          "unset "
              + name
              + (differs ? ", when " + instead + " is right" : ": " + instead + " is set"));
    } else {
      finding.fix("rename " + name + " to " + instead);
    }
    validation.report(finding.build());
  }

  private static String since(Fields deprecated) {
    String since = deprecated.text("since");
    return since == null ? "" : " since " + since;
  }

  private static String removal(Validation validation, Fields deprecated) {
    String after = deprecated.text("removeAfter");
    if (after == null) {
      return "";
    }
    // UTC: asking for the default zone before main would freeze it
    String today =
        LocalDate.ofEpochDay(Math.floorDiv(validation.nowMillis(), DAY_MILLIS)).toString();
    return after.compareTo(today) < 0
        ? "; it was to be removed after " + after
        : "; to be removed after " + after;
  }

  private static void found(
      Validation validation,
      FindingBuilder finding,
      Entry old,
      @Nullable Entry replacing,
      String name,
      @Nullable String instead) {
    if (old instanceof Variable first && replacing instanceof Variable second) {
      String shown = validation.show(first, validation.values().of(first).text()).text();
      String other = validation.show(second, validation.values().of(second).text()).text();
      finding.note("found", name + " is " + shown + ", " + instead + " is " + other);
    }
  }

  /** The entry that the replacement names, in the old one's own section first. */
  private static @Nullable Entry entry(Validation validation, Entry old, String name) {
    Variable variable = validation.values().variable(name);
    Variable property = validation.values().property(name);
    if (old instanceof Variable own && own.property() && property != null) {
      return property;
    }
    Secret secret = validation.secrets().secret(name);
    return variable != null ? variable : secret != null ? secret : property;
  }

  private static boolean set(Validation validation, Entry entry) {
    return entry instanceof Variable variable
        ? validation.values().of(variable).present()
        : entry instanceof Secret secret && validation.secrets().of(secret).present();
  }

  /** Whether both are set, to values that do not mean the same. */
  private static boolean differs(Validation validation, Entry old, Entry replacing) {
    if (!set(validation, replacing)) {
      return false;
    }
    if (old instanceof Variable first && replacing instanceof Variable second) {
      Value one = validation.values().of(first);
      Value two = validation.values().of(second);
      String canonical = one.canonical();
      return !one.text().equals(two.text())
          && (canonical == null || !canonical.equals(two.canonical()));
    }
    Redacted one = redacted(validation, old);
    Redacted two = redacted(validation, replacing);
    return one != null && two != null && !one.sameAs(two);
  }

  private static @Nullable Redacted redacted(Validation validation, Entry entry) {
    if (entry instanceof Secret secret) {
      return validation.secrets().of(secret).value();
    }
    return entry instanceof Variable variable
        ? Redacted.of(validation.values().of(variable).text())
        : null;
  }

  private static String sayName(Entry entry, String name) {
    return entry instanceof Variable variable && variable.property() ? "-D" + name : name;
  }
}
