package dev.startguard.manifest.tree;

import dev.startguard.finding.ManifestLocation;

/**
 * Text. Whether it was quoted matters to nobody but those who ask for null, or for a number as YAML
 * reads it.
 */
public final class ScalarNode extends Node {
  private final String text;
  private final boolean plain;
  private final boolean unknown;

  /**
   * @param plain whether the scalar was written without quotes
   */
  public ScalarNode(ManifestLocation place, String text, boolean plain) {
    this(place, text, plain, false);
  }

  private ScalarNode(ManifestLocation place, String text, boolean plain, boolean unknown) {
    super(place);
    this.text = text;
    this.plain = plain;
    this.unknown = unknown;
  }

  /** Stands where an alias was refused: of what kind the value would be, nobody knows. */
  public static ScalarNode unknown(ManifestLocation place) {
    return new ScalarNode(place, "", false, true);
  }

  public String text() {
    return text;
  }

  public boolean plain() {
    return plain;
  }

  public boolean isUnknown() {
    return unknown;
  }

  /** Whether YAML 1.2's core schema reads this as null: a bare name, {@code ~}, {@code null}. */
  public boolean isNull() {
    return plain
        && (text.isEmpty()
            || text.equals("~")
            || text.equals("null")
            || text.equals("Null")
            || text.equals("NULL"));
  }
}
