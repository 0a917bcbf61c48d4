/** Rules about dates, and about what patterns make of them. */
@NullMarked
package dev.startguard.core.rule.calendar;

import org.jspecify.annotations.NullMarked;
