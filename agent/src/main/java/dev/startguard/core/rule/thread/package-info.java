/** Rules of threads, and of what they share. */
@NullMarked
package dev.startguard.core.rule.thread;

import org.jspecify.annotations.NullMarked;
