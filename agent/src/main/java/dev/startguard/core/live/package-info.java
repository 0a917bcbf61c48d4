/**
 * The rules of this process, from the start to the exit: what they need is prepared beside the
 * checks, woven as classes load, made when the first of their calls is met, and asked once more at
 * the end. {@link dev.startguard.core.live.LiveRules} is the door; the start knows nothing else of
 * them.
 */
@NullMarked
package dev.startguard.core.live;

import org.jspecify.annotations.NullMarked;
