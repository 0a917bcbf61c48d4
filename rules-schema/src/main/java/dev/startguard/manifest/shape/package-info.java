/**
 * The vocabulary (every section and field, and what each may hold) and the pass that holds a tree
 * against it. What has a credential's shape is found here too, before anything can quote it.
 */
@NullMarked
package dev.startguard.manifest.shape;

import org.jspecify.annotations.NullMarked;
