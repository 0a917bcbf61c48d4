/**
 * Hooks in methods of the JDK: {@link HookWeaver} puts them there as bytes, {@link Hooks} brings
 * what they pass to whoever asked for it.
 */
@NullMarked
package dev.startguard.core.weave.hook;

import org.jspecify.annotations.NullMarked;
