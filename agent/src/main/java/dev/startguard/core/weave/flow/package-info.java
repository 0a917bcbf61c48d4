/**
 * Follows times through a class's methods: from the call that read a clock to the subtraction, the
 * comparison or the narrowing that they end in. It has its own small interpreter, which knows no
 * class but the one in hand, and gives up sooner than guess.
 */
@NullMarked
package dev.startguard.core.weave.flow;

import org.jspecify.annotations.NullMarked;
