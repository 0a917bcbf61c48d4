/**
 * What a file holds, and where: mappings, lists and scalars that know their place. Knows nothing of
 * manifests.
 */
@NullMarked
package dev.startguard.manifest.tree;

import org.jspecify.annotations.NullMarked;
