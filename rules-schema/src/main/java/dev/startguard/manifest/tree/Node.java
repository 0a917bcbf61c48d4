package dev.startguard.manifest.tree;

import dev.startguard.finding.ManifestLocation;

/** A node of a manifest's tree. Every scalar is text: the declared type decides what it means. */
public abstract sealed class Node permits ScalarNode, SequenceNode, MappingNode {
  private final ManifestLocation place;

  Node(ManifestLocation place) {
    this.place = place;
  }

  /** Where the node starts, underlined to the end of its line at the most. */
  public ManifestLocation place() {
    return place;
  }
}
