package dev.startguard.manifest.tree;

/** How large a manifest's tree may grow, so that no file makes the reader slow. */
public final class Limits {
  /** Nodes of one file: mappings, lists and scalars. */
  public static final int MOST_NODES = 10_000;

  /** Mappings and lists within each other. */
  public static final int MOST_DEPTH = 32;

  private Limits() {}
}
