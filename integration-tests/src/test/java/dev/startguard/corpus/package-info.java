/**
 * All jars of the local Maven repository, woven and given to the JVM's verifier: programs with a
 * main, run by {@code mvn -Pcorpus verify}, never by {@code mvn verify}.
 */
@NullMarked
package dev.startguard.corpus;

import org.jspecify.annotations.NullMarked;
