package dev.startguard.manifest.tree;

import dev.startguard.finding.ManifestLocation;
import java.util.List;

/** A list, block or flow. */
public final class SequenceNode extends Node {
  private final List<Node> items;

  public SequenceNode(ManifestLocation place, List<Node> items) {
    super(place);
    this.items = items;
  }

  public List<Node> items() {
    return items;
  }
}
