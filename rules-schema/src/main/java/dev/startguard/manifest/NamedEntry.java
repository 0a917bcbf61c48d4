package dev.startguard.manifest;

import dev.startguard.finding.ManifestLocation;

/** An entry of {@code versions}, {@code clock}, {@code platform} or {@code probes}. */
public record NamedEntry(String name, ManifestLocation place, Fields fields) implements Entry {}
