/**
 * Reads JSON, strictly (RFC 8259) and within limits; knows nothing else of Startguard.
 *
 * <p>May run before {@code main}: no lambdas, no streams, no regular expressions.
 */
@NullMarked
package dev.startguard.json;

import org.jspecify.annotations.NullMarked;
