/**
 * Probes beside the calls that rules watch: the only code that knows bytecode.
 *
 * <p>The call itself stays as it is, so messages, frames and results do; a probe is an {@code
 * invokedynamic} before or after it, or where the call's result ends: {@code flow} follows that.
 * What runs inside a transformation takes no lock, logs nothing, and asks no application's loader
 * for anything.
 *
 * <p>{@code Prefilter}, {@code Mentions} and {@code ClassShape} tell from the bytes whether there
 * is something to weave, and where. {@code Splicer} weaves ordinary classes as bytes, {@code
 * Rewriter} the others with ASM; {@code ProbeWriter} writes the probes of both. {@code Linker}
 * links them when they are reached.
 *
 * <p>The rooms beside it know nothing of probes: {@code classfile} the bytes, {@code bridge} the
 * class that woven code calls, {@code hook} the JDK's own methods, {@code flow} what becomes of a
 * time.
 */
@NullMarked
package dev.startguard.core.weave;

import org.jspecify.annotations.NullMarked;
