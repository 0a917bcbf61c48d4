package dev.startguard.core.check;

import dev.startguard.manifest.Secret;
import java.io.File;

/**
 * Says where a secret was found, or should have been, as the operator knows it. Loaded when
 * something is reported.
 */
public final class SecretSource {
  private SecretSource() {}

  /**
   * {@code the variable DB_PASSWORD}, {@code the file /run/secrets/db (DB_PASSWORD_FILE)}, {@code
   * the file /run/secrets/db}; {@code the file that DB_PASSWORD_FILE names} where nothing on this
   * machine vouches for the path: it may be the secret.
   */
  public static String of(Validation validation, Secret secret) {
    SecretValue value = validation.secrets().of(secret);
    String path = value.path();
    if (path == null) {
      return "the variable " + secret.name();
    }
    if (value.variable() == null) {
      return "the file " + validation.disclosure().path(path, true).text();
    }
    return shown(validation, secret)
        ? "the file " + path + " (" + value.variable() + ")"
        : "the file that " + value.variable() + " names";
  }

  /** Whether the path that a variable names may be shown; true when there is none. */
  public static boolean shown(Validation validation, Secret secret) {
    SecretValue value = validation.secrets().of(secret);
    String path = value.path();
    if (path == null || value.variable() == null) {
      return true;
    }
    boolean known = value.problem() == null || known(validation.host(), path);
    return validation.disclosure().path(path, known).text().equals(path);
  }

  /**
   * Whether the file, or a directory that it should stand in, exists; the root and the working
   * directory do not count.
   */
  static boolean known(HostFacts host, String path) {
    if (host.file(path).exists()) {
      return true;
    }
    for (File parent = new File(path).getParentFile();
        parent != null;
        parent = parent.getParentFile()) {
      if (!parent.getName().isEmpty() && host.file(parent.getPath()).exists()) {
        return true;
      }
    }
    return false;
  }
}
