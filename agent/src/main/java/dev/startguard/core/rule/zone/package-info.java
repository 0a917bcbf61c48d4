/** Rules about time zones: which one a call takes, and what its transitions do to local times. */
@NullMarked
package dev.startguard.core.rule.zone;

import org.jspecify.annotations.NullMarked;
