/**
 * Checks of secrets. None of them makes a text of a secret, and none puts a part of one into a
 * finding: what a check may learn comes out of {@link dev.startguard.finding.Redacted#parse} as a
 * fact.
 */
@NullMarked
package dev.startguard.core.check.secret;

import org.jspecify.annotations.NullMarked;
