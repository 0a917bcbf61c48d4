/** The only lists: of checks, and later of rules. They stand above what they list. */
@NullMarked
package dev.startguard.core.catalog;

import org.jspecify.annotations.NullMarked;
