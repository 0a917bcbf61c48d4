/**
 * One file after the other, from its bytes to a tree that fits the vocabulary: the root manifest,
 * then what it includes. Judges each by itself.
 */
@NullMarked
package dev.startguard.manifest.read;

import org.jspecify.annotations.NullMarked;
