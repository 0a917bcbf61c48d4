package dev.startguard.core.check;

import dev.startguard.finding.Redacted;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of all declared secrets, each read once. {@link #erase()} overwrites them when the
 * validation ends.
 */
public final class SecretValues {
  /** No secret is larger: 1 MiB, in bytes. */
  public static final int LIMIT = 1 << 20;

  private final HostFacts host;
  private final Manifest manifest;
  private final Map<String, SecretValue> read = new HashMap<>();

  public SecretValues(Manifest manifest, HostFacts host) {
    this.manifest = manifest;
    this.host = host;
  }

  /** The declared secret of that name; null when there is none. */
  public @Nullable Secret secret(String name) {
    for (Secret secret : manifest.secrets()) {
      if (secret.name().equals(name)) {
        return secret;
      }
    }
    return null;
  }

  public SecretValue of(Secret secret) {
    SecretValue value = read.get(secret.name());
    if (value == null) {
      value = find(secret);
      read.put(secret.name(), value);
    }
    return value;
  }

  /** Every value that was found, for the {@link dev.startguard.finding.Disclosure}. */
  public List<Redacted> found() {
    List<Redacted> found = new ArrayList<>();
    for (Secret secret : manifest.secrets()) {
      Redacted value = of(secret).value();
      if (value != null) {
        found.add(value);
      }
    }
    return found;
  }

  /** Overwrites every value that was read. */
  public void erase() {
    for (SecretValue value : read.values()) {
      if (value.value() != null) {
        value.value().erase();
      }
    }
  }

  private SecretValue find(Secret secret) {
    boolean env = secret.file() == null && secret.sources().contains("env");
    boolean file = secret.file() != null || secret.sources().contains("file");
    String text = env ? host.env().get(secret.name()) : null;
    String path = secret.file();
    if (path == null && file) {
      path = host.env().get(secret.fileVariable());
    }
    if (text != null) {
      return new SecretValue(Redacted.of(text), secret.name(), null, null, path != null);
    }
    if (path == null) {
      return new SecretValue(null, null, null, null, false);
    }
    String source =
        secret.file() == null
            ? "the file " + path + " (" + secret.fileVariable() + ")"
            : "the file " + path;
    try {
      return new SecretValue(Redacted.of(host.read(path, LIMIT)), source, path, null, false);
    } catch (IOException e) {
      return new SecretValue(null, source, path, source + " " + e.getMessage(), false);
    }
  }
}
