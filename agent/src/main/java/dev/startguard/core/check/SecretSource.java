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
   * the file /run/secrets/db}. A path that nothing on this machine vouches for is hidden: it may be
   * the secret.
   */
  public static String of(Validation validation, Secret secret) {
    SecretValue value = validation.secrets().of(secret);
    String path = value.path();
    if (path == null) {
      return "the variable " + secret.name();
    }
    boolean fixed = value.variable() == null;
    boolean known = fixed || value.problem() == null || known(validation.host(), path);
    String shown = validation.disclosure().path(path, known).text();
    return fixed ? "the file " + shown : "the file " + shown + " (" + value.variable() + ")";
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
