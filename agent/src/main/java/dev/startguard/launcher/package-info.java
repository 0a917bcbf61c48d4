/**
 * What the application's class path sees of Startguard, and nothing else does.
 *
 * <p>The law: Java 8 byte code, no dependency, no lambda, no {@code invokedynamic}; never throws
 * into the JVM, sets no system property, and knows the core by name only. Every class here is one
 * that the application can meet, and costs every start, so there are few.
 *
 * <p>Null-marked like every package, but by NullAway's configuration: {@code @NullMarked} names a
 * target that Java 8 does not know, and javac warns of that for every class.
 */
package dev.startguard.launcher;
