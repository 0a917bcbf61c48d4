package dev.startguard.core.check;

import dev.startguard.finding.Redacted;
import org.jspecify.annotations.Nullable;

/**
 * Where a declared secret was found, and its value behind {@link Redacted}.
 *
 * <p>The path may not be shown as it is: somebody may have set the secret itself where its file's
 * name belongs. {@link SecretSource} says what may.
 *
 * @param value the value; null when it was found nowhere, or could not be read
 * @param variable the variable that holds it, or names its file; null when the manifest fixes the
 *     file, or nothing was found
 * @param path the file it came from, or should have; null when it came from the environment
 * @param problem why there is no value although a file was given, in words that follow "the file":
 *     {@code does not exist}; null otherwise
 * @param both whether the variable and its file variable are both set, so that nobody knows which
 *     counts
 */
public record SecretValue(
    @Nullable Redacted value,
    @Nullable String variable,
    @Nullable String path,
    @Nullable String problem,
    boolean both) {

  static final SecretValue NONE = new SecretValue(null, null, null, null, false);

  /** Whether a non-empty value was found. */
  public boolean present() {
    return value != null && !value.isEmpty();
  }

  /** Whether it was found, and is more than blanks: what further checks look at. */
  public @Nullable Redacted judged() {
    return value == null || both || value.isEmpty() || value.isBlank() ? null : value;
  }
}
