package dev.startguard.manifest;

import dev.startguard.finding.ManifestLocation;

/** Text. Whether it was quoted matters to nobody but those who ask for null. */
public final class ScalarNode extends Node {
  private final String text;
  private final boolean plain;

  /**
   * @param plain whether the scalar was written without quotes
   */
  public ScalarNode(ManifestLocation place, String text, boolean plain) {
    super(place);
    this.text = text;
    this.plain = plain;
  }

  public String text() {
    return text;
  }

  public boolean plain() {
    return plain;
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
