package dev.startguard.core.check.secret;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Conditions;
import dev.startguard.core.check.NearNames;
import dev.startguard.core.check.SecretSource;
import dev.startguard.core.check.SecretValue;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Redacted;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A required secret is in none of its sources; or a source was given, and there is no secret in it.
 */
public final class SecretMissingCheck implements Check {
  @Override
  public String id() {
    return "secret-missing";
  }

  @Override
  public void run(Validation validation) {
    for (Secret secret : validation.manifest().secrets()) {
      if (validation.skipped(secret)) {
        continue;
      }
      SecretValue value = validation.secrets().of(secret);
      if (value.both()) {
        reportBoth(validation, secret);
      } else if (value.problem() != null) {
        checkFile(validation, secret, value, value.problem());
      } else if (value.value() == null) {
        checkAbsent(validation, secret);
      } else {
        checkContent(validation, secret, value, value.value());
      }
    }
  }

  private void reportBoth(Validation validation, Secret secret) {
    validation.report(
        validation
            .finding(id(), Severity.ERROR, secret)
            .at(secret.place(), "declared here")
            .gist("set twice")
            .detail("set twice: in " + secret.name() + " and by " + secret.fileVariable())
            .message(secret.name() + " and " + secret.fileVariable() + " are both set")
            .fix("unset one of them")
            .build());
  }

  /**
   * An optional secret may be absent from the place that the manifest fixes, but not from one that
   * was given for it.
   */
  private void checkFile(Validation validation, Secret secret, SecretValue value, String problem) {
    if (value.variable() == null
        && problem.equals("does not exist")
        && !required(validation, secret)) {
      return;
    }
    String file = SecretSource.of(validation, secret);
    FindingBuilder finding =
        validation
            .finding(id(), Severity.ERROR, secret)
            .at(secret.fields().place("file"), "declared here")
            .gist("file " + problem)
            .detail(file + " " + problem)
            .message(secret.name() + " should be in " + file + ", which " + problem)
            .fix(value.variable() == null ? "put the secret there" : "correct " + value.variable());
    if (!SecretSource.shown(validation, secret)) {
      finding.note("note", "the path is not shown: it may be the secret itself");
    }
    validation.report(finding.build());
  }

  private void checkAbsent(Validation validation, Secret secret) {
    if (!required(validation, secret)) {
      return;
    }
    boolean env = secret.sources().contains("env") && secret.file() == null;
    boolean file = secret.sources().contains("file");
    FindingBuilder finding =
        validation
            .finding(id(), Severity.ERROR, secret)
            .at(secret.place(), "declared here")
            .gist("missing")
            .message(secret.name() + " is required and not set");
    String ignored = env ? secret.fileVariable() : secret.name();
    boolean forbidden = env != file && validation.host().env().containsKey(ignored);
    if (forbidden) {
      String why =
          ignored
              + " is set, but the secret may come only from "
              + (env ? "the environment" : "a file");
      finding.detail("required; " + why).why(why + " (" + sourceField(secret) + ")");
    } else {
      suggest(validation, finding, env ? secret.name() : "", file ? secret.fileVariable() : "");
    }
    if (env) {
      finding.fix("set " + secret.name());
    }
    if (file) {
      finding.fix("put it into a file, and set " + secret.fileVariable() + " to its path");
    }
    validation.report(finding.build());
  }

  private static String sourceField(Secret secret) {
    return secret.fields().has("from") ? "from" : "policy.secretSources";
  }

  /** Names a variable that is nearly one of the two. */
  private static void suggest(
      Validation validation, FindingBuilder finding, String name, String fileVariable) {
    String wanted = name;
    String near = near(validation, name);
    if (near == null) {
      wanted = fileVariable;
      near = near(validation, fileVariable);
    }
    if (near == null) {
      finding.detail("required, not set");
    } else {
      finding
          .gist("missing (" + near + " set?)")
          .detail("required, not set; " + near + " is set: did you mean " + wanted + "?")
          .fix("rename " + near + " to " + wanted);
    }
  }

  private static @Nullable String near(Validation validation, String wanted) {
    List<String> near =
        wanted.isEmpty() ? List.of() : new NearNames(validation).variables(wanted, null);
    return near.isEmpty() ? null : near.get(0);
  }

  private void checkContent(
      Validation validation, Secret secret, SecretValue value, Redacted content) {
    boolean empty = content.isEmpty();
    if (!empty && !content.isBlank()) {
      validation.passed();
    } else if (!empty || value.path() != null || required(validation, secret)) {
      String gist = empty ? "empty" : "blank";
      validation.report(
          SecretFinding.of(validation, id(), Severity.ERROR, secret)
              .gist(gist)
              .detail(
                  SecretSource.of(validation, secret)
                      + (empty ? " is empty" : " holds nothing but blanks"))
              .message(secret.name() + " is " + gist)
              .build());
    }
  }

  /** Whether it must be there; when nobody knows yet, that is counted. */
  private static boolean required(Validation validation, Secret secret) {
    Conditions.Outcome required = validation.conditions().required(secret);
    String needs = required.needs();
    if (needs != null) {
      validation.notEvaluated(secret.name(), needs);
      return false;
    }
    return required.holds();
  }
}
