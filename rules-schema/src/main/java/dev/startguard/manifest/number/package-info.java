/** Numbers as texts spell them, compared exactly: plain ones, quantities with a unit, versions. */
@NullMarked
package dev.startguard.manifest.number;

import org.jspecify.annotations.NullMarked;
