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
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A secret equals one that {@code distinctFrom} names; blanks around them, and their encodings, do
 * not tell them apart.
 */
public final class SecretReusedCheck implements Check {
  @Override
  public String id() {
    return "secret-reused";
  }

  @Override
  public void run(Validation validation) {
    Set<String> seen = new HashSet<>();
    for (Secret secret : validation.manifest().secrets()) {
      Redacted value = SecretShape.judged(validation, secret);
      if (value == null) {
        continue;
      }
      for (String name : secret.distinctFrom()) {
        Secret other = validation.secrets().secret(name);
        if (other == null || !seen.add(pair(secret.name(), name))) {
          continue; // the same pair, named from the other side
        }
        Redacted otherValue = validation.secrets().of(other).judged();
        if (otherValue == null) {
          if (validation.broken(name)) {
            validation.notEvaluated(secret.name(), name);
          }
        } else if (value.parse(new Equal(secret, other, otherValue))) {
          report(validation, secret, other);
        } else {
          validation.passed();
        }
      }
    }
  }

  private static String pair(String one, String other) {
    return one.compareTo(other) < 0 ? one + ' ' + other : other + ' ' + one;
  }

  private void report(Validation validation, Secret secret, Secret other) {
    FindingBuilder finding =
        SecretFinding.at(
                validation, id(), Severity.ERROR, secret, "distinctFrom", "must differ from these")
            .gist("equals " + other.name())
            .message(secret.name() + " has the same value as " + other.name())
            .related(other.place(), "the other one")
            .fix("generate a value of its own for one of them");
    validation.report(finding.build());
  }

  /** Whether this secret and another one are equal as they are, or decoded. */
  private static final class Equal implements Redacted.Parser<Boolean> {
    private final Secret secret;
    private final Secret other;
    private final Redacted otherValue;

    Equal(Secret secret, Secret other, Redacted otherValue) {
      this.secret = secret;
      this.other = other;
      this.otherValue = otherValue;
    }

    @Override
    public Boolean parse(byte[] bytes) {
      return otherValue.parse(new Compare(secret, other, bytes));
    }
  }

  /** The inner half: now both arrays are at hand. */
  private static final class Compare implements Redacted.Parser<Boolean> {
    private final Secret secret;
    private final Secret other;
    private final byte[] bytes;

    Compare(Secret secret, Secret other, byte[] bytes) {
      this.secret = secret;
      this.other = other;
      this.bytes = bytes;
    }

    @Override
    public Boolean parse(byte[] otherBytes) {
      byte[] text = text(bytes);
      byte[] otherText = text(otherBytes);
      byte[] decoded = decoded(secret, text);
      byte[] otherDecoded = decoded(other, otherText);
      boolean equal =
          Arrays.equals(text, otherText)
              || (decoded != null && Arrays.equals(decoded, otherText))
              || (otherDecoded != null && Arrays.equals(text, otherDecoded))
              || (decoded != null && Arrays.equals(decoded, otherDecoded));
      erase(text);
      erase(otherText);
      erase(decoded);
      erase(otherDecoded);
      return equal;
    }

    private static byte[] text(byte[] bytes) {
      int from = SecretText.start(bytes);
      return Arrays.copyOfRange(bytes, from, SecretText.end(bytes, from));
    }

    private static byte @Nullable [] decoded(Secret secret, byte[] text) {
      String encoding = SecretShape.encoding(secret);
      return encoding == null ? null : Encoded.decode(text, 0, text.length, encoding);
    }

    private static void erase(byte @Nullable [] copy) {
      if (copy != null) {
        Arrays.fill(copy, (byte) 0);
      }
    }
  }
}
