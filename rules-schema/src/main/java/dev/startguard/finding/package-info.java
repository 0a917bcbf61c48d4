/**
 * What Startguard has to say: findings, where they point, and the report that carries them.
 *
 * <p>The lowest floor of the house: it imports nothing of ours. Everything here is on the start
 * path: plain loops, no lambdas, no regular expressions, no {@code String.format}.
 */
@NullMarked
package dev.startguard.finding;

import org.jspecify.annotations.NullMarked;
