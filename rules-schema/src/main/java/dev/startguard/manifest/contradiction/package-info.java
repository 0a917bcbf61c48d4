/**
 * What each field allows and the whole cannot mean: looked for in the merged tree, and again as
 * each profile changes it.
 */
@NullMarked
package dev.startguard.manifest.contradiction;

import org.jspecify.annotations.NullMarked;
