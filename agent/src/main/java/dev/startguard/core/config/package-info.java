/**
 * What this start was asked to do: the settings with their sources, and where the manifest lies.
 */
@NullMarked
package dev.startguard.core.config;

import org.jspecify.annotations.NullMarked;
