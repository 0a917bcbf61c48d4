/**
 * What the rules know of the application's thread pools, and of the tasks in them: where a pool was
 * created, what it holds, what a task's class is. All of it is read, and nothing kept alive:
 * neither the application's code is called nor a lock taken that it may hold for long.
 *
 * <p>What the JDK tells nobody is read from its fields, whose names are the same from 17 to 25.
 */
@NullMarked
package dev.startguard.core.pool;

import org.jspecify.annotations.NullMarked;
