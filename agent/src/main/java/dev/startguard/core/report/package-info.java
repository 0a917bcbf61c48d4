/** What users and tools see of findings, and the one place that ends the process. */
@NullMarked
package dev.startguard.core.report;

import org.jspecify.annotations.NullMarked;
