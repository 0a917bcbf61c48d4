/**
 * Forked JVMs with the packed jar, as a user starts them.
 *
 * <p>Nothing here may use a class of Startguard: the jar is what is tested. A test starts its JVMs
 * with {@link dev.startguard.it.ForkedJvm}, on every JDK of {@link dev.startguard.it.Jdks}, and
 * waits for conditions, never for time.
 */
@NullMarked
package dev.startguard.it;

import org.jspecify.annotations.NullMarked;
