/** Rules about delays, periods and what is measured with clocks. */
@NullMarked
package dev.startguard.core.rule.clock;

import org.jspecify.annotations.NullMarked;
