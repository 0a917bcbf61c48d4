/**
 * The real host behind {@link dev.startguard.core.check.HostFacts}: the only code that touches the
 * operating system.
 */
@NullMarked
package dev.startguard.core.host;

import org.jspecify.annotations.NullMarked;
