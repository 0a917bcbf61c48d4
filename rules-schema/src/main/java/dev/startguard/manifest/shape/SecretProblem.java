package dev.startguard.manifest.shape;

import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Finding;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.NearestName;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest-secret}: a secret's value stands in clear. Nothing of its line is shown but the
 * key.
 */
public final class SecretProblem {
  private static final List<String> VALUE_KEYS =
      List.of(
          "value",
          "default",
          "codeDefault",
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "credential", //
          "literal",
          "content",
          "text",
          "plain",
          "plaintext",
          "clear",
          "data",
          "pem",
          "key");

  private static final List<String> CONDITIONS =
      List.of(
          "all",
          "any",
          "not",
          "env",
          "property",
          "flag",
          "profile",
          "equals",
          "in",
          "isSet",
          "matches",
          "profiles");

  private static final List<String> FIELDS = fields();

  private SecretProblem() {}

  /** Whether a key is a word of the vocabulary, or near to one. */
  public static boolean isLikeField(ScalarNode key) {
    return isField(key)
        || CONDITIONS.contains(key.text())
        || VALUE_KEYS.contains(key.text())
        || NearestName.of(key.text(), FIELDS) != null;
  }

  private static List<String> fields() {
    List<String> names = new ArrayList<>();
    for (Shape field : EntryShapes.secrets().itemShape().fields()) {
      names.add(field.name());
    }
    return names;
  }

  /** Whether what stands under a key of a variable with a secret's name may be the secret. */
  public static boolean mayHoldValue(ScalarNode key, Node value) {
    return key.text().equals("values") || key.text().equals("expect") || holdsValue(key, value);
  }

  /** Whether a key is a field of secrets. */
  public static boolean isField(ScalarNode key) {
    return FIELDS.contains(key.text());
  }

  /**
   * Whether a key under a secret that the vocabulary does not know stands for the secret itself.
   */
  static boolean holdsValue(ScalarNode key, Node value) {
    boolean alone = value instanceof ScalarNode scalar && scalar.isNull();
    return alone
        || VALUE_KEYS.contains(key.text())
        || NearestName.of(key.text(), VALUE_KEYS) != null;
  }

  /**
   * Whether a text that is no type's name stands where only a secret's value would: the short form
   * of an entry.
   */
  static boolean isValue(String section, String name, @Nullable String nearestType) {
    return nearestType == null && (section.equals("secrets") || Disclosure.secretName(name));
  }

  /**
   * Reports a text with a credential's shape.
   *
   * @param name the key that it stands under
   */
  static void report(ScalarNode credential, String name, List<Finding> findings) {
    report(
        ShapeProblems.shown(name),
        "holds what has the shape of a credential",
        credential.place(),
        "take it out of the file, and replace it: who read the file knows it",
        findings);
  }

  static void report(
      String subject, String gist, ManifestLocation at, String fix, List<Finding> findings) {
    at.source().maskLine(at.line());
    findings.add(
        Finding.of("manifest-secret", Severity.ERROR, subject)
            .gist(gist)
            .message(subject + " " + gist + "; the value is not shown")
            .at(at, "in clear; declare the secret, and keep its value out of the file")
            .fix(fix)
            .build());
  }
}
