package dev.startguard.core.check.secret;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.SecretText;
import dev.startguard.core.check.Validation;
import dev.startguard.core.credential.Encoded;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Redacted;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Secret;
import java.util.Arrays;

/** A secret is still what stood in the example, or a template that nobody rendered. */
public final class SecretPlaceholderCheck implements Check {
  @Override
  public String id() {
    return "secret-placeholder";
  }

  @Override
  public void run(Validation validation) {
    for (Secret secret : validation.manifest().secrets()) {
      Redacted value =
          secret.type().equals("pkcs12") ? null : SecretShape.judged(validation, secret);
      if (value == null) {
        continue;
      }
      String kind = value.parse(new Kind(secret));
      if (kind.isEmpty()) {
        validation.passed();
      } else {
        report(validation, secret, kind);
      }
    }
  }

  private void report(Validation validation, Secret secret, String kind) {
    FindingBuilder finding = SecretFinding.of(validation, id(), Severity.ERROR, secret).gist(kind);
    if (kind.equals(Kind.TEMPLATE)) {
      finding
          .message(secret.name() + " is a template that was not rendered")
          .fix("let the deployment render it, or quote it so that the value itself arrives");
    } else {
      finding.message(secret.name() + " is a placeholder, no secret").fix("set the real value");
    }
    validation.report(finding.build());
  }

  /** What it is instead of a secret, in words; empty when it may be one. */
  private static final class Kind implements Redacted.Parser<String> {
    static final String TEMPLATE = "is an unrendered template";
    static final String PLACEHOLDER = "is a placeholder";

    private final Secret secret;

    Kind(Secret secret) {
      this.secret = secret;
    }

    @Override
    public String parse(byte[] bytes) {
      int from = SecretText.start(bytes);
      int to = SecretText.end(bytes, from);
      if (SecretTemplate.in(bytes, from, to, secret.name())) {
        return TEMPLATE;
      }
      boolean formed = SecretShape.pem(bytes, from, to) || SecretShape.json(bytes, from, to);
      if (formed || (secret.type().equals("jwt") && SecretText.holds(bytes, from, to, '.'))) {
        return "";
      }
      return placeholder(bytes, from, to) || encodedPlaceholder(bytes, from, to) ? PLACEHOLDER : "";
    }

    private boolean placeholder(byte[] bytes, int from, int to) {
      int[] range = PlaceholderWords.passwordOfUrl(bytes, from, to);
      return range != null && PlaceholderWords.in(bytes, range[0], range[1], secret.name());
    }

    private boolean encodedPlaceholder(byte[] bytes, int from, int to) {
      String encoding = SecretShape.encoding(secret);
      byte[] decoded = encoding == null ? null : Encoded.decode(bytes, from, to, encoding);
      if (decoded == null) {
        return false;
      }
      int start = SecretText.start(decoded);
      boolean found =
          !SecretShape.binary(decoded)
              && PlaceholderWords.in(decoded, start, SecretText.end(decoded, start), secret.name());
      Arrays.fill(decoded, (byte) 0);
      return found;
    }
  }
}
