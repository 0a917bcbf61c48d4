/**
 * What a run-time rule is: which calls it looks at, what it may ask, and how what it finds becomes
 * a finding. Which of them reach the console is decided here too, once for all rules.
 *
 * <p>The packages below hold the rules themselves, one class an id; they import this package and
 * never each other. Nothing here knows bytecode, starts a thread, or reads the default time zone.
 */
@NullMarked
package dev.startguard.core.rule;

import org.jspecify.annotations.NullMarked;
