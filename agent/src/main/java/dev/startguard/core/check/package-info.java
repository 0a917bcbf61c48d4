/**
 * What a check is, and what it may ask: the manifest, the host through one seam, and values
 * resolved once for all.
 *
 * <p>The packages below hold the checks themselves, one class an id; they import this package and
 * never each other.
 */
@NullMarked
package dev.startguard.core.check;

import org.jspecify.annotations.NullMarked;
