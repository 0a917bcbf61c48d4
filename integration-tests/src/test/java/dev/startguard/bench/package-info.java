/**
 * Benchmarks: each a program with a main, run by a profile of the build, never by {@code mvn
 * verify}.
 */
@NullMarked
package dev.startguard.bench;

import org.jspecify.annotations.NullMarked;
