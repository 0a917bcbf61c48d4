package dev.startguard.core.check;

import dev.startguard.finding.Redacted;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.type.Judgement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of all declared secrets, each read once. {@link #erase()} overwrites them when the
 * validation ends.
 *
 * <p>A secret is read from the file that the manifest fixes; else from the variable of its name, or
 * the file that {@code NAME_FILE} names, where {@code from} or {@code policy.secretSources} allows
 * that. A variable that is set to nothing gives way to the other: an image's variable can be
 * emptied, but not unset.
 */
public final class SecretValues {
  /** No secret is larger: 1 MiB, in bytes. */
  public static final int LIMIT = 1 << 20;

  private final HostFacts host;
  private final Manifest manifest;
  private final Map<String, SecretValue> read = new HashMap<>();
  private final Map<String, Judgement> judgements = new HashMap<>();
  private @Nullable List<Redacted> others;

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

  /**
   * What the secret's declared type and encoding say of it; null when there is nothing to say: it
   * was not found, or is plain text. Holds no part of the secret.
   */
  public @Nullable Judgement judgement(Secret secret) {
    Redacted value = typed(secret) ? of(secret).judged() : null;
    if (value == null) {
      return null;
    }
    Judgement judgement = judgements.get(secret.name());
    if (judgement == null) {
      judgement = value.parse(new SecretTypes(secret));
      judgements.put(secret.name(), judgement);
    }
    return judgement;
  }

  /**
   * Every value that a declared secret has or may have, for the {@link
   * dev.startguard.finding.Disclosure}: also one in a source that is not allowed, and both of two.
   */
  public List<Redacted> found() {
    List<Redacted> found = new ArrayList<>();
    for (Secret secret : manifest.secrets()) {
      Redacted value = of(secret).value();
      if (value != null) {
        found.add(value);
      }
    }
    if (others == null) {
      others = new ArrayList<>(0);
      for (Secret secret : manifest.secrets()) {
        addOther(others, secret, of(secret));
      }
    }
    found.addAll(others);
    return found;
  }

  /** Overwrites every value that was read. */
  public void erase() {
    for (SecretValue value : read.values()) {
      if (value.value() != null) {
        value.value().erase();
      }
    }
    if (others != null) {
      for (Redacted other : others) {
        other.erase();
      }
    }
  }

  /** Whether the manifest says more of the secret than that it is text of some length. */
  private static boolean typed(Secret secret) {
    return !secret.type().equals("string")
        || secret.encoding() != null
        || secret.fields().has("maxLength")
        || secret.fields().has("pattern")
        || secret.fields().has("prefix")
        || secret.fields().has("charset");
  }

  private SecretValue find(Secret secret) {
    String fixed = secret.file();
    if (fixed != null) {
      return read(null, fixed, false);
    }
    String text = set(secret.name());
    String path = set(secret.fileVariable());
    boolean both = text != null && path != null;
    if (text != null && secret.sources().contains("env")) {
      return new SecretValue(Redacted.of(text), secret.name(), null, null, both);
    }
    if (path != null && secret.sources().contains("file")) {
      return read(secret.fileVariable(), path, both);
    }
    String empty = host.env().get(secret.name());
    return empty != null && empty.isEmpty() && secret.sources().contains("env")
        ? new SecretValue(Redacted.of(empty), secret.name(), null, null, false)
        : SecretValue.NONE;
  }

  private @Nullable String set(String name) {
    String text = host.env().get(name);
    return text == null || text.isEmpty() ? null : text;
  }

  private SecretValue read(@Nullable String variable, String path, boolean both) {
    byte[] bytes;
    try {
      bytes = host.read(path, LIMIT + 1);
    } catch (IOException e) {
      return new SecretValue(null, variable, path, String.valueOf(e.getMessage()), both);
    }
    Redacted value = Redacted.of(bytes);
    if (bytes.length > LIMIT) {
      value.erase();
      return new SecretValue(null, variable, path, "is larger than 1 MiB", both);
    }
    return new SecretValue(value, variable, path, null, both);
  }

  /** What stands in the source that was not taken. */
  private void addOther(List<Redacted> others, Secret secret, SecretValue taken) {
    String text = set(secret.name());
    if (text != null && !secret.name().equals(taken.variable())) {
      others.add(Redacted.of(text));
    }
    String path = set(secret.fileVariable());
    if (path != null && taken.path() == null) {
      Redacted content = read(null, path, false).value();
      if (content != null) {
        others.add(content);
      }
    }
    if (path != null && !SecretSource.known(host, path)) {
      others.add(Redacted.of(path)); // the secret itself, set where its file's name belongs
    }
  }
}
