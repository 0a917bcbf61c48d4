package dev.startguard.core.check.secret;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Validation;
import dev.startguard.core.credential.Pkcs12;
import dev.startguard.finding.Redacted;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.type.Judgement;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key and a certificate do not belong together, or a keystore does not open with its password.
 */
public final class SecretMismatchCheck implements Check {
  @Override
  public String id() {
    return "secret-mismatch";
  }

  @Override
  public void run(Validation validation) {
    Set<String> keys = new HashSet<>();
    for (Secret secret : validation.manifest().secrets()) {
      String matches = secret.matches();
      String password = secret.fields().text("passwordFrom");
      if ((matches == null && password == null) || validation.skipped(secret)) {
        continue;
      }
      if (matches != null) {
        checkPair(validation, secret, matches, keys);
      }
      if (password != null) {
        checkKeystore(validation, secret, password);
      }
    }
  }

  private void checkPair(Validation validation, Secret secret, String matches, Set<String> keys) {
    Secret other = validation.secrets().secret(matches);
    Secret key = secret.type().equals("pem-key") ? secret : other;
    Secret certificate = secret.type().equals("pem-key") ? other : secret;
    if (key == null
        || certificate == null
        || !key.type().equals("pem-key")
        || !certificate.type().equals("pem-cert")) {
      return; // the reader has refused it
    }
    if (!keys.add(key.name() + ' ' + certificate.name())) {
      return; // each names the other
    }
    Redacted keyValue = readable(validation, key);
    Redacted certificateValue = readable(validation, certificate);
    if (keyValue != null && certificateValue != null) {
      report(validation, secret, key, certificate, KeyAndChain.compare(keyValue, certificateValue));
    } else if (validation.secrets().of(secret).judged() != null) {
      validation.notEvaluated(secret.name(), keyValue == null ? key.name() : certificate.name());
    }
  }

  private static @Nullable Redacted readable(Validation validation, Secret secret) {
    Judgement judgement = validation.secrets().judgement(secret);
    return judgement == null || !judgement.fits() ? null : validation.secrets().of(secret).judged();
  }

  private void report(
      Validation validation,
      Secret secret,
      Secret key,
      Secret certificate,
      KeyAndChain.Answer answer) {
    switch (answer) {
      case BELONGS -> validation.passed();
      case UNKNOWN -> validation.notEvaluated(secret.name(), key.name());
      case CLOSED ->
          validation.report(
              SecretFinding.at(
                      validation, id(), Severity.WARNING, secret, "matches", "cannot be checked")
                  .gist("encrypted, so not compared with " + certificate.name())
                  .detail(
                      "the key is encrypted, or in a form that cannot be compared with "
                          + certificate.name())
                  .message(
                      "Whether "
                          + key.name()
                          + " belongs to "
                          + certificate.name()
                          + " cannot be told: the key is encrypted, or in a form that is not read")
                  .fix("give the key as unencrypted PKCS#8, or drop matches")
                  .build());
      case LATER, DIFFERS ->
          validation.report(
              SecretFinding.at(
                      validation, id(), Severity.ERROR, secret, "matches", "must be the other half")
                  .gist("key and certificate differ")
                  .detail(
                      answer == KeyAndChain.Answer.LATER
                          ? "the key belongs to a later certificate in "
                              + certificate.name()
                              + ", not to the first"
                          : "the key in "
                              + key.name()
                              + " does not belong to the certificate in "
                              + certificate.name())
                  .message(
                      key.name()
                          + " does not belong to the first certificate in "
                          + certificate.name())
                  .fix(
                      answer == KeyAndChain.Answer.LATER
                          ? "put the service's own certificate first, its issuers after it"
                          : "deploy the key and the certificate of one issue together")
                  .build());
    }
  }

  private void checkKeystore(Validation validation, Secret secret, String password) {
    Redacted store = readable(validation, secret);
    if (store == null) {
      return;
    }
    Pkcs12.Answer answer = Keystore.open(validation, secret, store);
    switch (answer) {
      case OPENS -> validation.passed();
      case UNKNOWN -> validation.notEvaluated(secret.name(), password);
      case WRONG_PASSWORD ->
          validation.report(
              SecretFinding.at(
                      validation, id(), Severity.ERROR, secret, "passwordFrom", "does not open it")
                  .gist("does not open with " + password)
                  .message(
                      "The keystore "
                          + secret.name()
                          + " does not open with the password in "
                          + password)
                  .fix("deploy the keystore and its password together")
                  .build());
    }
  }
}
