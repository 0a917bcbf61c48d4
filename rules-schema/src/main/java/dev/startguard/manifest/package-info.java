/**
 * The manifest: its model, a typed view on a checked tree, and the reader's door.
 *
 * <p>The reader works in passes over one generic tree, each in a room of its own: {@code read} with
 * {@code yaml} and {@code shape} for each file, {@code merge} for includes and profiles, {@code
 * contradiction} for the whole. The entries are thin views on the {@code tree} that is left, so
 * that every field keeps its place in the file. All of it is on the start path.
 */
@NullMarked
package dev.startguard.manifest;

import org.jspecify.annotations.NullMarked;
