/**
 * The value types of the manifest: one class a type, its name the type's name ({@code jdbc-url} is
 * {@code JdbcUrlType}).
 *
 * <p>A type judges text alone. What needs the host (does the path exist, is the class there)
 * belongs to the checks. A type's class is loaded only when a manifest uses it, so each stands
 * alone; on the start path, no lambdas, no regular expressions but the user's own.
 */
@NullMarked
package dev.startguard.manifest.type;

import org.jspecify.annotations.NullMarked;
