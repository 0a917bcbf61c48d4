/** Rules of futures, and of what is lost in them. */
@NullMarked
package dev.startguard.core.rule.future;

import org.jspecify.annotations.NullMarked;
