package dev.startguard.core.check.secret;

import dev.startguard.core.check.SecretSource;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What findings about secrets have in common: the place in the manifest, and the source that the
 * value came from.
 */
final class SecretFinding {
  private SecretFinding() {}

  /** A finding that points at the secret's name. */
  static FindingBuilder of(Validation validation, String id, Severity usual, Secret secret) {
    return at(validation, id, usual, secret, null, "declared here");
  }

  /**
   * A finding that points at one of the secret's fields.
   *
   * @param field the field; null for the secret's name
   * @param label what stands under the caret
   */
  static FindingBuilder at(
      Validation validation,
      String id,
      Severity usual,
      Secret secret,
      @Nullable String field,
      String label) {
    return validation
        .finding(id, usual, secret)
        .at(field == null ? secret.place() : secret.fields().place(field), label)
        .note("from", SecretSource.of(validation, secret));
  }
}
