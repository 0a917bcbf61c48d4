/** Files of ours in directories that others may write to. */
@NullMarked
package dev.startguard.core.report.file;

import org.jspecify.annotations.NullMarked;
