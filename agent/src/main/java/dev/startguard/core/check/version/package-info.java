/**
 * What this process is made of: files and their digests, the build, libraries, the JVM, time-zone
 * rules. The families' checks are loaded for a manifest with a section {@code versions} only.
 *
 * <p>On the start path, so plain: no streams, lambdas or {@code String.format}.
 */
@NullMarked
package dev.startguard.core.check.version;

import org.jspecify.annotations.NullMarked;
