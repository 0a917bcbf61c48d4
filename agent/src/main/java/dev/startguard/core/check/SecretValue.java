package dev.startguard.core.check;

import dev.startguard.finding.Redacted;
import org.jspecify.annotations.Nullable;

/**
 * Where a declared secret was found, and its value behind {@link Redacted}.
 *
 * @param value the value; null when it was found nowhere, or could not be read
 * @param source where it came from, as the operator knows it: {@code DB_PASSWORD}, or {@code the
 *     file /run/secrets/db (DB_PASSWORD_FILE)}; null when it was found nowhere
 * @param path the file it came from; null when it came from the environment
 * @param problem why there is no value although a source was given: {@code the file /run/x does not
 *     exist}; null otherwise
 * @param both whether the variable and its file variable are both set
 */
public record SecretValue(
    @Nullable Redacted value,
    @Nullable String source,
    @Nullable String path,
    @Nullable String problem,
    boolean both) {

  /** Whether a non-empty value was found. */
  public boolean present() {
    return value != null && !value.isEmpty();
  }
}
