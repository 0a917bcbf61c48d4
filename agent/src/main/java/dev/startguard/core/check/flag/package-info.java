/**
 * Checks of feature flags: what they are set to, which must be gone, which exclude or need each
 * other.
 *
 * <p>States come from {@link dev.startguard.core.check.FlagStates}, which conditions ask too. A
 * value that is not of its flag's type is {@code env-type}, as for any variable.
 */
@NullMarked
package dev.startguard.core.check.flag;

import org.jspecify.annotations.NullMarked;
