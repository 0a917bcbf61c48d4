package dev.startguard.core.rule.executor;

import org.jspecify.annotations.Nullable;

/**
 * A thread waits for a lock that another has.
 *
 * @param lock not compared, since that has code of its own; null for a monitor: the owner waits
 *     himself meanwhile, so that it stays the same one
 */
record LockWait(@Nullable Object lock, Thread owner) {}
