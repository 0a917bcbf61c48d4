/**
 * Checks of what the JVM made of its surroundings: default zone, locale, character sets.
 *
 * <p>They look, and leave everything as it was: none of them makes the JVM decide on a default that
 * it has not decided on yet.
 */
@NullMarked
package dev.startguard.core.check.platform;

import org.jspecify.annotations.NullMarked;
