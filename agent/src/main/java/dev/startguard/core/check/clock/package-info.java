/**
 * The wall clock against NTP servers (RFC 5905), chrony and the kernel. Knows the network and the
 * arithmetic of time, nothing of the other checks.
 */
@NullMarked
package dev.startguard.core.check.clock;

import org.jspecify.annotations.NullMarked;
