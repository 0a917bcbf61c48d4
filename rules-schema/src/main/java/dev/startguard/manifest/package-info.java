/**
 * The manifest: its model, a typed view on a checked tree, and the reader.
 *
 * <p>The reader works in passes over one generic tree (events, shape, includes, profile,
 * contradictions); the entries are thin views on the tree that is left, so that every field keeps
 * its place in the file. All of it is on the start path.
 */
@NullMarked
package dev.startguard.manifest;

import org.jspecify.annotations.NullMarked;
