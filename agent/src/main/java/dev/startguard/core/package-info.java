/**
 * The wiring of a start: from the agent's arguments to the verdict. What happens after it is in
 * {@code live}.
 *
 * <p>Everything below runs in the isolated loader, before {@code main}: no lambdas, no streams, no
 * {@code String.format}, no default time zone, no {@code java.util.logging}, no JMX. A test holds
 * it.
 */
@NullMarked
package dev.startguard.core;

import org.jspecify.annotations.NullMarked;
