/** Checks of variables, properties and groups. */
@NullMarked
package dev.startguard.core.check.env;

import org.jspecify.annotations.NullMarked;
