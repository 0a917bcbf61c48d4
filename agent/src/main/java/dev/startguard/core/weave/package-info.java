/**
 * Probes beside the calls that rules watch: the only code that knows bytecode.
 *
 * <p>The call itself stays as it is, so messages, frames and results do; a probe is an {@code
 * invokedynamic} before or after it, or where the call's result ends: {@code flow} follows that.
 * What runs inside a transformation takes no lock, logs nothing, and asks no application's loader
 * for anything.
 */
@NullMarked
package dev.startguard.core.weave;

import org.jspecify.annotations.NullMarked;
