package dev.startguard.finding;

/** Where a finding points: into a manifest, or into code. */
public sealed interface Location permits ManifestLocation, CodeLocation {}
