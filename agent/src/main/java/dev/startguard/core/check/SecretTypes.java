package dev.startguard.core.check;

import dev.startguard.core.credential.Certificate;
import dev.startguard.core.credential.CredentialException;
import dev.startguard.core.credential.Jwt;
import dev.startguard.core.credential.Pkcs12;
import dev.startguard.core.credential.PrivateKey;
import dev.startguard.finding.Redacted;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.type.Judgement;
import dev.startguard.manifest.type.ValueType;
import dev.startguard.manifest.type.ValueTypes;
import java.nio.charset.StandardCharsets;

/**
 * Judges secrets against their declared types. Blanks, quotes and a line feed around a value are
 * {@code secret-whitespace}'s affair, so the value is judged without them.
 *
 * <p>Keys, certificates, keystores, tokens and encodings are judged on the secret's bytes. The
 * types of {@link ValueTypes} judge text: for them alone a {@code String} is made, which nothing
 * keeps.
 */
final class SecretTypes implements Redacted.Parser<Judgement> {
  private final Secret secret;

  SecretTypes(Secret secret) {
    this.secret = secret;
  }

  @Override
  public Judgement parse(byte[] bytes) {
    int from = SecretText.start(bytes);
    int to = SecretText.end(bytes, from);
    try {
      switch (secret.type()) {
        case "pem-key" -> PrivateKey.inPem(bytes).erase();
        case "pem-cert" -> Certificate.inPem(bytes);
        case "pkcs12" -> Pkcs12.read(bytes);
        case "jwt" -> Jwt.read(bytes, from, to);
        case "base64", "hex" -> {
          return encoded(bytes, from, to, secret.type());
        }
        default -> {
          String encoding = secret.encoding();
          Judgement decoded = encoding == null ? null : encoded(bytes, from, to, encoding);
          return decoded == null || decoded.fits() ? text(bytes, from, to) : decoded;
        }
      }
      return Judgement.fits("");
    } catch (CredentialException e) {
      return withCause(bytes, from, to, Judgement.wrongType(e.problem()));
    }
  }

  private static Judgement encoded(byte[] bytes, int from, int to, String encoding) {
    if (SecretText.decodes(bytes, from, to, encoding)) {
      return Judgement.fits("");
    }
    Judgement wrong = Judgement.wrongType("not " + encoding);
    if (SecretText.holds(bytes, from, to, '\n')) {
      return wrong.withHint("it has line breaks: base64 -w0 writes one line");
    }
    if (encoding.equals("base64") && SecretText.decodes(bytes, from, to, "base64url")) {
      return wrong.withHint("it is base64url, with - and _");
    }
    if (encoding.equals("base64url") && SecretText.decodes(bytes, from, to, "base64")) {
      return wrong.withHint("it is base64, with + and /");
    }
    return wrong;
  }

  private Judgement text(byte[] bytes, int from, int to) {
    ValueType type = ValueTypes.of(secret.type());
    if (type == null) {
      throw new IllegalStateException(
          "the reader let the unknown type " + secret.type() + " through");
    }
    Judgement judgement =
        type.judge(new String(bytes, from, to - from, StandardCharsets.UTF_8), secret.fields());
    if (judgement.fits() || "minLength".equals(judgement.field())) { // too short is secret-weak
      return Judgement.fits(""); // the canonical form is the secret itself
    }
    return judgement;
  }

  /** What commonly happens to files on their way into a variable. */
  private static Judgement withCause(byte[] bytes, int from, int to, Judgement wrong) {
    if (SecretText.holds(bytes, from, to, "-----BEGIN ")
        && !SecretText.holds(bytes, from, to, '\n')) {
      return SecretText.holds(bytes, from, to, "\\n")
          ? wrong.withHint("its line breaks are written as \\n")
          : wrong.withHint("its line breaks became blanks: quote the variable where it is set");
    }
    if (SecretText.holds(bytes, from, to, "LS0tLS1CRUdJTi")) {
      return wrong.withHint("it is PEM in base64: decode it first");
    }
    return wrong;
  }
}
