package dev.startguard.core.check.secret;

import dev.startguard.core.check.SecretText;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.Redacted;
import dev.startguard.manifest.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What kind of content a secret is, by its type or by its looks: some rules are for passwords and
 * tokens alone.
 */
final class SecretShape {
  private SecretShape() {}

  /**
   * The value that a check looks at; null when there is none (secret-missing says so), or when
   * nobody knows which profile's secret it would be.
   */
  static @Nullable Redacted judged(Validation validation, Secret secret) {
    Redacted value = validation.secrets().of(secret).judged();
    return value == null || validation.skipped(secret) ? null : value;
  }

  /**
   * Whether the declared type has a form of its own: nobody types it in, and nobody compares it
   * character by character.
   */
  static boolean formatted(Secret secret) {
    return switch (secret.type()) {
      case "pem-key", "pem-cert", "pkcs12", "jwt", "json" -> true;
      default -> false;
    };
  }

  /** Whether the declared type lets it be any text or bytes, unlike a port or a user's number. */
  static boolean free(Secret secret) {
    return switch (secret.type()) {
      case "string", "base64", "hex" -> true;
      default -> secret.encoding() != null;
    };
  }

  /**
   * How the text stands for bytes: its {@code encoding}, or its type where that is one; null when
   * it is plain.
   */
  static @Nullable String encoding(Secret secret) {
    String type = secret.type();
    return type.equals("base64") || type.equals("hex") ? type : secret.encoding();
  }

  /** Whether it is PEM, whatever it was declared as. */
  static boolean pem(byte[] bytes, int from, int to) {
    return SecretText.holds(bytes, from, to, "-----BEGIN ");
  }

  /** Whether it is a JSON object: a service account, a list of credentials. */
  static boolean json(byte[] bytes, int from, int to) {
    if (to - from < 2 || bytes[from] != '{' || bytes[to - 1] != '}') {
      return false;
    }
    int next = from + 1;
    while (bytes[next] == ' ' || (bytes[next] >= '\t' && bytes[next] <= '\r')) {
      next++;
    }
    return bytes[next] == '"' || bytes[next] == '}';
  }

  /**
   * Whether it is no text: it holds control characters, or is not UTF-8. A raw key may end with any
   * byte.
   */
  static boolean binary(byte[] bytes) {
    int following = 0;
    for (byte b : bytes) {
      boolean continues = (b & 0xC0) == 0x80;
      if (continues != following > 0
          || (b >= 0 && b < ' ' && (b < '\t' || b > '\r'))
          || b == 0x7F) {
        return true;
      }
      if (continues) {
        following--;
      } else if (b < 0) {
        following = (b & 0xE0) == 0xC0 ? 1 : (b & 0xF0) == 0xE0 ? 2 : (b & 0xF8) == 0xF0 ? 3 : -1;
        if (following < 0) {
          return true;
        }
      }
    }
    return following > 0;
  }
}
