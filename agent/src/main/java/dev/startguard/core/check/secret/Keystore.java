package dev.startguard.core.check.secret;

import dev.startguard.core.check.Validation;
import dev.startguard.core.credential.Certificate;
import dev.startguard.core.credential.CredentialException;
import dev.startguard.core.credential.Pkcs12;
import dev.startguard.finding.Redacted;
import dev.startguard.manifest.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens a PKCS#12 secret with the password that another secret holds. */
final class Keystore implements Redacted.Parser<Pkcs12.Answer> {
  private static final char[] NO_PASSWORD = {};

  private final @Nullable Redacted password;
  private final boolean wanted;
  private @Nullable List<Certificate> certificates;

  private Keystore(@Nullable Redacted password, boolean wanted) {
    this.password = password;
    this.wanted = wanted;
  }

  /** Whether the password opens the keystore; unknown when there is none. */
  static Pkcs12.Answer open(Validation validation, Secret secret, Redacted store) {
    Redacted password = password(validation, secret);
    return password == null ? Pkcs12.Answer.UNKNOWN : store.parse(new Keystore(password, false));
  }

  /**
   * Its certificates; null when they cannot be read without a password, or with the one that is
   * given.
   */
  static @Nullable List<Certificate> certificates(
      Validation validation, Secret secret, Redacted store) {
    Keystore keystore = new Keystore(password(validation, secret), true);
    return store.parse(keystore) == Pkcs12.Answer.OPENS ? keystore.certificates : null;
  }

  /**
   * The password's value; null when there is none to be used: not declared, not found, or broken
   * itself.
   */
  private static @Nullable Redacted password(Validation validation, Secret secret) {
    String name = secret.fields().text("passwordFrom");
    Secret password = name == null ? null : validation.secrets().secret(name);
    return password == null || validation.broken(password.name())
        ? null
        : validation.secrets().of(password).judged();
  }

  /** Overwrites the password's characters when it is done. */
  @Override
  public Pkcs12.Answer parse(byte[] store) {
    char[] characters = password == null ? NO_PASSWORD : password.parse(new Characters());
    try {
      Pkcs12 read = Pkcs12.read(store);
      if (wanted) {
        certificates = read.certificates(characters);
        return certificates == null ? Pkcs12.Answer.WRONG_PASSWORD : Pkcs12.Answer.OPENS;
      }
      return read.open(characters);
    } catch (CredentialException damaged) {
      return Pkcs12.Answer.UNKNOWN;
    } finally {
      Arrays.fill(characters, '\0');
    }
  }

  private static final class Characters implements Redacted.Parser<char[]> {
    @Override
    public char[] parse(byte[] bytes) {
      CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
      char[] characters = Arrays.copyOf(decoded.array(), decoded.limit());
      Arrays.fill(decoded.array(), '\0');
      return characters;
    }
  }
}
