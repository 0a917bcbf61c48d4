package dev.startguard.core.check.secret;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.SecretText;
import dev.startguard.core.check.Validation;
import dev.startguard.core.credential.Encoded;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Redacted;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.type.Judgement;
import java.util.Arrays;

/**
 * A secret is shorter than the manifest asks for, or made of one character, a sequence, or a
 * repeated part. Entropy is not measured: it rejects random hex and accepts {@code Winter2026!}.
 */
public final class SecretWeakCheck implements Check {
  @Override
  public String id() {
    return "secret-weak";
  }

  @Override
  public void run(Validation validation) {
    for (Secret secret : validation.manifest().secrets()) {
      Redacted value =
          SecretShape.formatted(secret) ? null : SecretShape.judged(validation, secret);
      if (value == null) {
        continue;
      }
      if (validation.reported("secret-placeholder", secret.name())
          || (SecretShape.encoding(secret) != null && undecodable(validation, secret))) {
        validation.notEvaluated(secret.name(), secret.name()); // of a value that will not stay
        continue;
      }
      String weakness = value.parse(new Weakness(secret));
      if (weakness.isEmpty()) {
        validation.passed();
      } else {
        report(validation, secret, weakness);
      }
    }
  }

  private static boolean undecodable(Validation validation, Secret secret) {
    Judgement judgement = validation.secrets().judgement(secret);
    return judgement != null && !judgement.fits();
  }

  private void report(Validation validation, Secret secret, String weakness) {
    String field =
        weakness.startsWith("shorter") ? weakness.substring(weakness.lastIndexOf(' ') + 1) : null;
    FindingBuilder finding =
        field == null
            ? SecretFinding.of(validation, id(), Severity.ERROR, secret).gist(weakness)
            : SecretFinding.at(
                    validation, id(), Severity.ERROR, secret, field, "at least this many")
                .gist("shorter than its " + field)
                .message(secret.name() + " is shorter than its " + field)
                .detail("shorter than " + secret.fields().whole(field, 0) + unit(secret, field));
    validation.report(
        finding.fix("generate a longer, random one: openssl rand -base64 32").build());
  }

  private static String unit(Secret secret, String field) {
    String unit = field.equals("minBytes") ? " bytes" : " characters";
    return SecretShape.encoding(secret) == null ? unit : unit + " once decoded";
  }

  /** What is weak about it, in words; empty when nothing is. */
  private static final class Weakness implements Redacted.Parser<String> {
    private final Secret secret;

    Weakness(Secret secret) {
      this.secret = secret;
    }

    @Override
    public String parse(byte[] bytes) {
      int from = SecretText.start(bytes);
      int to = SecretText.end(bytes, from);
      if (SecretShape.pem(bytes, from, to) || SecretShape.json(bytes, from, to)) {
        return "";
      }
      String encoding = SecretShape.encoding(secret);
      byte[] decoded = encoding == null ? null : Encoded.decode(bytes, from, to, encoding);
      if (decoded == null) {
        String shorter = shorter(bytes, from, to);
        boolean judged = shorter.isEmpty() && SecretShape.free(secret);
        return judged ? monotony(bytes, from, to) : shorter;
      }
      String shorter = shorter(decoded, 0, decoded.length);
      String monotony = monotony(decoded, 0, decoded.length);
      Arrays.fill(decoded, (byte) 0);
      return shorter.isEmpty() ? monotony : shorter;
    }

    private String shorter(byte[] bytes, int from, int to) {
      if (to - from < secret.fields().whole("minBytes", 0)) {
        return "shorter than minBytes";
      }
      int length = SecretShape.binary(bytes) ? to - from : SecretText.characters(bytes, from, to);
      return length < secret.fields().whole("minLength", 0) ? "shorter than minLength" : "";
    }

    private static String monotony(byte[] bytes, int from, int to) {
      int period = period(bytes, from, to);
      if (period == 1) {
        return "is one character, repeated";
      }
      if (to - from >= 3 && (sequence(bytes, from, to, 1) || sequence(bytes, from, to, -1))) {
        return "is a sequence";
      }
      return period > 0 ? "is a part of itself, repeated" : "";
    }

    /**
     * The length of the part that is repeated to the end; 0 when there is none. A single character
     * is its own.
     */
    private static int period(byte[] bytes, int from, int to) {
      int length = to - from;
      if (length == 1) {
        return 1;
      }
      for (int period = 1; period <= length / 2; period++) {
        if (length % period == 0
            && Arrays.equals(bytes, from + period, to, bytes, from, to - period)) {
          return period;
        }
      }
      return 0;
    }

    /**
     * Whether each byte follows the one before: {@code abcd}, {@code 4321}, and {@code 7890} by way
     * of nine.
     */
    private static boolean sequence(byte[] bytes, int from, int to, int step) {
      for (int i = from + 1; i < to; i++) {
        boolean round =
            step > 0
                ? bytes[i - 1] == '9' && bytes[i] == '0'
                : bytes[i - 1] == '0' && bytes[i] == '9';
        if (bytes[i] - bytes[i - 1] != step && !round) {
          return false;
        }
      }
      return true;
    }
  }
}
