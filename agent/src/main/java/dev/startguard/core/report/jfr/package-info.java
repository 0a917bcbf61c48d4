/** The only code that knows JDK Flight Recorder, which an image of its own may lack. */
@NullMarked
package dev.startguard.core.report.jfr;

import org.jspecify.annotations.NullMarked;
