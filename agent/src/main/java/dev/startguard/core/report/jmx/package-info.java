/** Startguard as an MBean. Loaded when the application itself uses JMX, and only then. */
@NullMarked
package dev.startguard.core.report.jmx;

import org.jspecify.annotations.NullMarked;
