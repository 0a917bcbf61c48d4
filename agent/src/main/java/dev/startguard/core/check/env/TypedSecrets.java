package dev.startguard.core.check.env;

import dev.startguard.core.check.SecretSource;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.type.Judgement;
import dev.startguard.manifest.type.ValueType;
import dev.startguard.manifest.type.ValueTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Secrets against their declared types, encodings and constraints: the same ids as for variables,
 * and never a value. Loaded when the manifest declares secrets.
 */
final class TypedSecrets {
  private TypedSecrets() {}

  /** Reports the secrets that are wrong in that way, and counts the others that were judged. */
  static void run(Validation validation, String id, Judgement.Kind wrong) {
    List<Secret> secrets = validation.manifest().secrets();
    for (int i = 0; i < secrets.size(); i++) {
      Secret secret = secrets.get(i);
      if (!judged(secret, wrong) || validation.skipped(secret)) {
        continue;
      }
      Judgement judgement = validation.secrets().judgement(secret);
      if (judgement == null) {
        continue; // there is none; secret-missing says so
      }
      if (judgement.kind() != wrong) {
        if (judgement.fits()) {
          validation.passed();
        }
      } else if (placeholder(validation, secret)) {
        validation.notEvaluated(secret.name(), secret.name());
      } else {
        report(validation, id, secret, judgement);
      }
    }
  }

  private static boolean judged(Secret secret, Judgement.Kind wrong) {
    if (wrong == Judgement.Kind.WRONG_TYPE) {
      return !secret.type().equals("string") || secret.encoding() != null;
    }
    List<String> constraints = ValueTypes.constraints(secret.type());
    for (int i = 0; i < constraints.size(); i++) {
      if (secret.fields().has(constraints.get(i)) && !constraints.get(i).equals("minLength")) {
        return true;
      }
    }
    return false;
  }

  /** What is no secret yet has no type either. */
  private static boolean placeholder(Validation validation, Secret secret) {
    for (Finding finding : validation.findings()) {
      if (finding.id().equals("secret-placeholder") && finding.subject().equals(secret.name())) {
        return true;
      }
    }
    return false;
  }

  private static void report(Validation validation, String id, Secret secret, Judgement judgement) {
    FindingBuilder finding =
        validation
            .finding(id, Severity.ERROR, secret)
            .at(secret.fields().place(field(secret, judgement)), expectation(secret, judgement))
            .gist(judgement.problem())
            .message(ValueFinding.sentence(secret.name(), judgement.problem()))
            .note("from", SecretSource.of(validation, secret))
            .cause(judgement.hint());
    String fix = judgement.fix();
    if (fix != null) {
      finding.fix(fix);
    }
    validation.report(finding.build());
  }

  private static String field(Secret secret, Judgement judgement) {
    String field = judgement.field();
    return field != null ? field : secret.type().equals("string") ? "encoding" : "type";
  }

  private static @Nullable String expectation(Secret secret, Judgement judgement) {
    if (field(secret, judgement).equals("encoding")) {
      return secret.encoding();
    }
    ValueType type = ValueTypes.of(secret.type());
    return type == null ? null : type.expectation(secret.fields());
  }
}
