package dev.startguard.finding;

/**
 * A second place that a finding is about: the first of two equal keys, the include that is
 * weakened.
 *
 * @param location the place
 * @param label what is there
 */
public record Related(ManifestLocation location, String label) {}
