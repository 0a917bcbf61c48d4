/**
 * {@link Bridge} is what woven and hooked code calls: a class in {@code java.lang}, written by hand
 * and planted from within. Knows nothing of who answers.
 */
@NullMarked
package dev.startguard.core.weave.bridge;

import org.jspecify.annotations.NullMarked;
