/** Checks of the manifest's own policy against the present day. */
@NullMarked
package dev.startguard.core.check.policy;

import org.jspecify.annotations.NullMarked;
