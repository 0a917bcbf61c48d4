package dev.startguard.manifest;

import dev.startguard.finding.ManifestLocation;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code checks.exceptions}: the only way to weaken what an included manifest demands.
 * One past its {@code until} still applies; that it expired, or that nothing needed it, is a
 * warning.
 *
 * @param check the check whose demand is weakened
 * @param subject the entry that the demand is about
 * @param reason why, as the manifest says
 * @param until the last day on which it is meant to stand, as an ISO date; null when it has none
 * @param profile the profile whose override it stands in; null when it stands in the file's own
 *     exceptions
 * @param place where it stands
 * @param applied whether it allows a weakening of this manifest
 */
public record Waiver(
    String check,
    String subject,
    @Nullable String reason,
    @Nullable String until,
    @Nullable String profile,
    ManifestLocation place,
    boolean applied) {}
