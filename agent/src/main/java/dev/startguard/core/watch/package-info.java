/** What is looked at while the service runs: the only threads that outlive the start. */
@NullMarked
package dev.startguard.core.watch;

import org.jspecify.annotations.NullMarked;
