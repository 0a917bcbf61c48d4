/** The check of the profile itself; it runs before all others, for they depend on it. */
@NullMarked
package dev.startguard.core.check.profile;

import org.jspecify.annotations.NullMarked;
