package dev.startguard.core.rule.executor;

/** A thread waits for a lock that another has; not compared, since that has code of its own. */
record LockWait(Object lock, Thread owner) {}
