/** Rules about thread pools, and about the tasks that they are given. */
@NullMarked
package dev.startguard.core.rule.executor;

import org.jspecify.annotations.NullMarked;
