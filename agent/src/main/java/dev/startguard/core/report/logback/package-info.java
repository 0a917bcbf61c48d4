/**
 * {@code log}: the only code that knows SLF4J and Logback, of which the jar holds what these
 * classes need, under other names. Loaded with the first finding that goes there; before that, and
 * without the setting, nothing of it is.
 */
@NullMarked
package dev.startguard.core.report.logback;

import org.jspecify.annotations.NullMarked;
