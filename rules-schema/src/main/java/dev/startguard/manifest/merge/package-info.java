/**
 * Several trees made one: includes below the file that includes them, a profile's overrides above.
 * Finds where that would allow more than before.
 */
@NullMarked
package dev.startguard.manifest.merge;

import org.jspecify.annotations.NullMarked;
